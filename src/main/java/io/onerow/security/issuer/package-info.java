/**
 * Where tokens come from: the service's own authorization server with its keys and
 * clients, or an external issuer.
 */
@NullMarked
package io.onerow.security.issuer;

import org.jspecify.annotations.NullMarked;
