/** Tests of the token endpoint, the keys and the external issuer. */
@NullMarked
package io.onerow.security.issuer;

import org.jspecify.annotations.NullMarked;
