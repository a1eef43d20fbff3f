/** The match rules, by tables, by properties, and on real misspelt names. */
@NullMarked
package io.onerow.matching;

import org.jspecify.annotations.NullMarked;
