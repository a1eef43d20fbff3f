/**
 * The questions whether two records are one, and their answers.
 */
@NullMarked
package io.onerow.review;

import org.jspecify.annotations.NullMarked;
