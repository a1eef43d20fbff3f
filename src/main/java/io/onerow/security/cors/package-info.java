/** Which pages of other sites may call the service from a browser. */
@NullMarked
package io.onerow.security.cors;

import org.jspecify.annotations.NullMarked;
