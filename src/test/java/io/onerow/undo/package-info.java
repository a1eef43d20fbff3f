/** Tests of undo. */
@NullMarked
package io.onerow.undo;

import org.jspecify.annotations.NullMarked;
