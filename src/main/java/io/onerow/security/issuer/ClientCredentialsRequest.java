package io.onerow.security.issuer;

import io.onerow.security.Scopes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token request; one that names no scope asks for all of its client's, where the
 * framework would grant none, and one that names several for those that the client has.
 */
class ClientCredentialsRequest implements AuthenticationConverter {

	private final AuthenticationConverter reader = new OAuth2ClientCredentialsAuthenticationConverter();

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		Authentication asked = this.reader.convert(request);
		if (asked instanceof OAuth2ClientCredentialsAuthenticationToken grant
				&& grant.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) {
			RegisteredClient registered = client.getRegisteredClient();
			return (registered == null) ? asked : new OAuth2ClientCredentialsAuthenticationToken(client,
					Scopes.narrowed(grant.getScopes(), registered.getScopes()), grant.getAdditionalParameters());
		}
		return asked;
	}

}
