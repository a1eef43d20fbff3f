@NullMarked
package io.onerow.cache;

import org.jspecify.annotations.NullMarked;
