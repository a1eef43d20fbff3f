/** The history of what clients have written: reading it, and forgetting it. */
@NullMarked
package io.onerow.history;

import org.jspecify.annotations.NullMarked;
