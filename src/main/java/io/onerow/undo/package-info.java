/**
 * Takes back what was written, write by write or by the request that wrote, as an entry
 * of the history of its own, which can be taken back too.
 */
@NullMarked
package io.onerow.undo;

import org.jspecify.annotations.NullMarked;
