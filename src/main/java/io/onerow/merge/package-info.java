/**
 * Makes one record of two that are one person, and two of it again.
 */
@NullMarked
package io.onerow.merge;

import org.jspecify.annotations.NullMarked;
