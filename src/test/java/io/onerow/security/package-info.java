/** Tests of tokens, scopes and the answers to strangers. */
@NullMarked
package io.onerow.security;

import org.jspecify.annotations.NullMarked;
