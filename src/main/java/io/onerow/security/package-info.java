/** Who may do what: token endpoint, JWT, scopes of the routes. */
@NullMarked
package io.onerow.security;

import org.jspecify.annotations.NullMarked;
