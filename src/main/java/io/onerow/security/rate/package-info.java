/** How many requests a credential may send in a span of time. */
@NullMarked
package io.onerow.security.rate;

import org.jspecify.annotations.NullMarked;
