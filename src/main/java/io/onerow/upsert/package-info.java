/**
 * What all upserts share: the change of a field, the outcome, the receipt, the
 * transaction with its retry, the key locks.
 */
@NullMarked
package io.onerow.upsert;

import org.jspecify.annotations.NullMarked;
