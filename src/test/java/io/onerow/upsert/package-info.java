/** What all upserts share. */
@NullMarked
package io.onerow.upsert;

import org.jspecify.annotations.NullMarked;
