/**
 * Erases records with all that is stored of them, for the right of a person to be
 * forgotten.
 */
@NullMarked
package io.onerow.erase;

import org.jspecify.annotations.NullMarked;
