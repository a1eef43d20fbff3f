/**
 * Who may ask for tokens: the clients of the tenants, and the applications that
 * registered themselves.
 */
@NullMarked
package io.onerow.security.issuer.client;

import org.jspecify.annotations.NullMarked;
