/** The native API: what none of the other wires has a word for. */
@NullMarked
package io.onerow.api.onerow;

import org.jspecify.annotations.NullMarked;
