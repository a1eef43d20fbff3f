/**
 * Requests that a client sends with a key of its own, so that it may send them again:
 * each is carried out once, and its answer is kept for a while.
 */
@NullMarked
package io.onerow.idempotency;

import org.jspecify.annotations.NullMarked;
