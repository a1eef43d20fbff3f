/** Tests of imports. */
@NullMarked
package io.onerow.imports;

import org.jspecify.annotations.NullMarked;
