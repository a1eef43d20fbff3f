package io.onerow.security.issuer.client;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token request that names its client without a secret. The framework's own does
 * so for a code only, and not for a refresh token.
 */
public class PublicClientRequest implements AuthenticationConverter {

	private static final Set<String> GRANTS = Set.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue(),
			AuthorizationGrantType.REFRESH_TOKEN.getValue());

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String grant = request.getParameter(OAuth2ParameterNames.GRANT_TYPE);
		String[] client = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
		if (grant == null || !GRANTS.contains(grant) || client == null || client.length != 1 || client[0].isEmpty()
				|| request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
			return null;
		}
		return new OAuth2ClientAuthenticationToken(client[0], ClientAuthenticationMethod.NONE, null, null);
	}

}
