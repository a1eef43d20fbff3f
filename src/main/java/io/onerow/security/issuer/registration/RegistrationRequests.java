package io.onerow.security.issuer.registration;

import io.onerow.security.secrets.NetworkAddress;
import io.onerow.security.secrets.Newcomers;
import io.onerow.security.secrets.TryLater;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientRegistrationAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads what an application says of itself, from one address only so often. */
class RegistrationRequests implements AuthenticationConverter {

	private final AuthenticationConverter reader = new OAuth2ClientRegistrationAuthenticationConverter();

	private final Newcomers newcomers;

	RegistrationRequests(Newcomers newcomers) {
		this.newcomers = newcomers;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		try {
			this.newcomers.count(NetworkAddress.of(request.getRemoteAddr()));
		}
		catch (TryLater ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), ex);
		}
		try {
			return this.reader.convert(request);
		}
		catch (OAuth2AuthenticationException ex) {
			throw Metadata
				.invalid("The body must be a JSON object with redirect_uris, and members as RFC 7591 has them.");
		}
	}

}
