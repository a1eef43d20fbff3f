/**
 * The command {@code java -jar onerow.jar admin}: administration of a service that runs,
 * over HTTP. Nothing of the service starts for it.
 */
@NullMarked
package io.onerow.command;

import org.jspecify.annotations.NullMarked;
