@NullMarked
package io.onerow.mishap;

import org.jspecify.annotations.NullMarked;
