/** One row per real person, company and customer. */
@NullMarked
package io.onerow;

import org.jspecify.annotations.NullMarked;
