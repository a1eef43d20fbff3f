/**
 * Full syncs: what a client sends of a directory between an opening and a closing is all
 * that there is, and what it did not send is missing.
 */
@NullMarked
package io.onerow.fullsync;

import org.jspecify.annotations.NullMarked;
