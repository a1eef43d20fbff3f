package io.onerow.security.issuer;

import java.time.Instant;

/**
 * A key that tokens are signed with, without the key.
 *
 * @param kid its id, which each token names
 * @param signsFrom when the first token is signed with it, unless it is the only one
 */
public record SigningKeyInfo(String kid, Instant createdAt, Instant signsFrom) {

}
