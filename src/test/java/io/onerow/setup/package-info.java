/** Tests of what fills an empty service. */
@NullMarked
package io.onerow.setup;

import org.jspecify.annotations.NullMarked;
