/** Tests of erasing. */
@NullMarked
package io.onerow.erase;

import org.jspecify.annotations.NullMarked;
