/**
 * Work that takes longer than a request: done step by step, by one instance of the
 * service at a time, and gone on with by another if that one ends.
 */
@NullMarked
package io.onerow.job;

import org.jspecify.annotations.NullMarked;
