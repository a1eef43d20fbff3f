package io.onerow.security.issuer.grant;

import io.onerow.security.Scopes;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;

/**
 * Lets a refresh name scopes that the grant does not have, as long as it has others of
 * them; many clients repeat what they asked for first.
 */
public class RefreshScopes implements AuthenticationProvider {

	private final AuthenticationProvider refresh;

	private final Grants grants;

	public RefreshScopes(AuthenticationProvider refresh, Grants grants) {
		this.refresh = refresh;
		this.grants = grants;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication sent) {
		OAuth2RefreshTokenAuthenticationToken asked = (OAuth2RefreshTokenAuthenticationToken) sent;
		OAuth2Authorization grant = asked.getScopes().isEmpty() ? null
				: this.grants.findByToken(asked.getRefreshToken(), OAuth2TokenType.REFRESH_TOKEN);
		return this.refresh
			.authenticate((grant == null) ? asked : new OAuth2RefreshTokenAuthenticationToken(asked.getRefreshToken(),
					(Authentication) asked.getPrincipal(),
					Scopes.narrowed(asked.getScopes(), grant.getAuthorizedScopes()), asked.getAdditionalParameters()));
	}

	@Override
	public boolean supports(Class<?> type) {
		return this.refresh.supports(type);
	}

}
