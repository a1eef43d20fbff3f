/** The pages on which administrators change who may do what, each for its own tenant. */
@NullMarked
package io.onerow.api.console.admin;

import org.jspecify.annotations.NullMarked;
