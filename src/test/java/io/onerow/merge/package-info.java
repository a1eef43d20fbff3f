@NullMarked
package io.onerow.merge;

import org.jspecify.annotations.NullMarked;
