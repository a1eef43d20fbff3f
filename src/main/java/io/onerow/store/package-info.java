/** Calls of the functions of the database. */
@NullMarked
package io.onerow.store;

import org.jspecify.annotations.NullMarked;
