/** Where applications register themselves (RFC 7591); off unless configured. */
@NullMarked
package io.onerow.security.issuer.registration;

import org.jspecify.annotations.NullMarked;
