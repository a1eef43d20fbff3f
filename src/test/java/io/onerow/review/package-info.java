@NullMarked
package io.onerow.review;

import org.jspecify.annotations.NullMarked;
