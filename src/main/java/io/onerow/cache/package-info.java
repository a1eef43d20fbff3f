/** What is remembered of the database. */
@NullMarked
package io.onerow.cache;

import org.jspecify.annotations.NullMarked;
