/** What requests have met that nobody wished for, counted over time. */
@NullMarked
package io.onerow.mishap;

import org.jspecify.annotations.NullMarked;
