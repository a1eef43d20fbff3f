/**
 * Brings stored records forward when the form in which keys are compared has changed, and
 * tells which of them have then turned out to be duplicates.
 */
@NullMarked
package io.onerow.rekey;

import org.jspecify.annotations.NullMarked;
