/**
 * What fills an empty service before its first request: the first tenant with a client, a
 * user and an API key, if they are configured; and on the embedded database, never on a
 * configured one, a demo.
 */
@NullMarked
package io.onerow.setup;

import org.jspecify.annotations.NullMarked;
