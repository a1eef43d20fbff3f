package io.onerow.security.issuer.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;

import io.onerow.hash.Sha256;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/**
 * RFC 7636 with S256, for clients with a secret too. The framework checks a verifier
 * along with the client's credential, which is compared elsewhere here.
 */
public final class ProofKey {

	private ProofKey() {
	}

	/**
	 * Throws if a token is to be made for a code that is not proved to be the sender's.
	 */
	public static void require(OAuth2TokenContext context) {
		if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType())
				&& !isProved(context)) {
			throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
		}
	}

	private static boolean isProved(OAuth2TokenContext context) {
		OAuth2AuthorizationRequest asked = Objects.requireNonNull(context.getAuthorization())
			.getAttribute(OAuth2AuthorizationRequest.class.getName());
		OAuth2AuthorizationGrantAuthenticationToken shown = Objects.requireNonNull(context.getAuthorizationGrant());
		return asked != null
				&& asked.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE) instanceof String challenge
				&& shown.getAdditionalParameters().get(PkceParameterNames.CODE_VERIFIER) instanceof String verifier
				&& MessageDigest.isEqual(challenge.getBytes(StandardCharsets.UTF_8), challengeOf(verifier));
	}

	private static byte[] challengeOf(String verifier) {
		return Base64.getUrlEncoder().withoutPadding().encode(Sha256.of(verifier));
	}

}
