package io.onerow.security.issuer.client;

import java.util.Optional;

import io.onerow.security.secrets.Secrets;
import io.onerow.security.secrets.TryLater;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Bounds how often codes and refresh tokens are shown in vain from one network address by
 * clients without a secret, which anybody can say to be. A client that has one is bounded
 * by that.
 */
final class GuardedGrants implements AuthenticationProvider {

	private final AuthenticationProvider grants;

	private final Secrets secrets;

	GuardedGrants(AuthenticationProvider grants, Secrets secrets) {
		this.grants = grants;
		this.secrets = secrets;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication sent) {
		if (!(sent.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
				|| !ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod())) {
			return this.grants.authenticate(sent);
		}
		try {
			return this.secrets
				.withoutSecret(ClientSecrets.from(client), () -> Optional.ofNullable(this.grants.authenticate(sent)))
				.orElse(null);
		}
		catch (TryLater ex) {
			this.secrets.pause();
			throw ClientSecrets.unavailable(ex);
		}
	}

	@Override
	public boolean supports(Class<?> type) {
		return this.grants.supports(type);
	}

}
