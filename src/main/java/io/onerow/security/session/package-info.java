/** People who log in with a password: users, their sessions, the lock of a login. */
@NullMarked
package io.onerow.security.session;

import org.jspecify.annotations.NullMarked;
