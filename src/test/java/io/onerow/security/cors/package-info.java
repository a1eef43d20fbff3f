/** Tests of what pages of other sites may do. */
@NullMarked
package io.onerow.security.cors;

import org.jspecify.annotations.NullMarked;
