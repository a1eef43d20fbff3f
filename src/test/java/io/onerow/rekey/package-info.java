/** Tests of keys that are renewed. */
@NullMarked
package io.onerow.rekey;

import org.jspecify.annotations.NullMarked;
