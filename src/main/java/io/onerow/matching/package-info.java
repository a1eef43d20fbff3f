/**
 * What counts as the same person or company: keys, limits and distances. Plain Java, no
 * Spring, no database, no clock.
 */
@NullMarked
package io.onerow.matching;

import org.jspecify.annotations.NullMarked;
