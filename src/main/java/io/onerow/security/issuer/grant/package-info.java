/**
 * What people have allowed applications: the code that a login gives, the refresh tokens
 * that come of it, and whether its access tokens are still good.
 */
@NullMarked
package io.onerow.security.issuer.grant;

import org.jspecify.annotations.NullMarked;
