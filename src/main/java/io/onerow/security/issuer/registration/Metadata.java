package io.onerow.security.issuer.registration;

import java.util.List;
import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.client.RedirectUri;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.converter.OAuth2ClientRegistrationRegisteredClientConverter;

/**
 * What an application may say of itself, and the client that comes of it: whatever it
 * asked for, it is one for people to log in for, with a refresh token.
 */
final class Metadata {

	static final String INVALID = "invalid_client_metadata";

	private static final int MOST_URIS = 10;

	private static final int LONGEST_NAME = 100;

	private static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post", "none");

	private static final OAuth2ClientRegistrationRegisteredClientConverter CLIENTS = new OAuth2ClientRegistrationRegisteredClientConverter();

	private Metadata() {
	}

	static OAuth2AuthenticationException invalid(String why) {
		return new OAuth2AuthenticationException(new OAuth2Error(INVALID, why, null));
	}

	static void check(OAuth2ClientRegistrationAuthenticationContext context) {
		OAuth2ClientRegistrationAuthenticationToken asked = context.getAuthentication();
		OAuth2ClientRegistration sent = asked.getClientRegistration();
		List<String> uris = sent.getRedirectUris();
		if (uris == null || uris.isEmpty() || uris.size() > MOST_URIS || !uris.stream().allMatch(RedirectUri::isOne)) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REDIRECT_URI,
					"redirect_uris must be 1 to 10 URLs without a fragment: by https, by http to this machine, or by a"
							+ " scheme with a dot in it.",
					null));
		}
		String method = sent.getTokenEndpointAuthenticationMethod();
		require(method == null || METHODS.contains(method),
				"token_endpoint_auth_method must be client_secret_basic, client_secret_post or none.");
		require(has(sent.getGrantTypes(), AuthorizationGrantType.AUTHORIZATION_CODE.getValue()),
				"grant_types must have authorization_code.");
		require(has(sent.getResponseTypes(), "code"), "response_types must have code.");
		require(Scopes.all().containsAll(scopes(sent)),
				"scope must have one of " + String.join(", ", Scopes.all()) + ".");
		String name = sent.getClientName();
		require(name == null || isName(name), "client_name must be 1 to 100 visible characters.");
	}

	private static boolean has(@Nullable List<String> given, String value) {
		return given == null || given.isEmpty() || given.contains(value);
	}

	private static Set<String> scopes(OAuth2ClientRegistration sent) {
		List<String> scopes = sent.getScopes();
		return Scopes.narrowed((scopes != null) ? scopes : List.of(), Scopes.all());
	}

	private static boolean isName(String name) {
		return !name.isBlank() && name.codePointCount(0, name.length()) <= LONGEST_NAME
				&& name.codePoints()
					.noneMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
							|| Character.getType(point) == Character.SURROGATE);
	}

	private static void require(boolean fulfilled, String why) {
		if (!fulfilled) {
			throw invalid(why);
		}
	}

	static RegisteredClient client(OAuth2ClientRegistration sent) {
		RegisteredClient client = CLIENTS.convert(sent);
		String name = sent.getClientName();
		return RegisteredClient.from(client)
			.clientId(OAuthClients.REGISTERED + client.getClientId())
			.clientName((name != null) ? name.strip() : "an application without a name")
			.authorizationGrantTypes((grants) -> {
				grants.clear();
				grants.add(AuthorizationGrantType.AUTHORIZATION_CODE);
				grants.add(AuthorizationGrantType.REFRESH_TOKEN);
			})
			.scopes((scopes) -> {
				scopes.clear();
				scopes.addAll(scopes(sent));
			})
			.build();
	}

}
