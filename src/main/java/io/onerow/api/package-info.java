/** What the wires of all dialects share; one package below for each dialect. */
@NullMarked
package io.onerow.api;

import org.jspecify.annotations.NullMarked;
