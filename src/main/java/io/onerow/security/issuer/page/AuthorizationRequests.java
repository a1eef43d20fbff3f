package io.onerow.security.issuer.page;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.client.RedirectUri;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads what an application asks for from the query, also where the form was sent to it.
 * Of the scopes those are asked for that the client has; the framework would refuse all
 * for one that it does not have.
 */
class AuthorizationRequests implements AuthenticationConverter {

	/** Base64 of a SHA-256. */
	private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	/** What a request must not be given by, as it is not looked at. */
	private static final List<String> ELSEWHERE = List.of("request", "request_uri");

	private final AuthenticationConverter reader = new OAuth2AuthorizationCodeRequestAuthenticationConverter();

	private final OAuthClients clients;

	AuthorizationRequests(OAuthClients clients) {
		this.clients = clients;
	}

	@Override
	public Authentication convert(HttpServletRequest request) {
		ELSEWHERE.stream().filter((name) -> request.getParameter(name) != null).forEach((name) -> refuse(name, null));
		if (!OAuthClients.isId(request.getParameter(OAuth2ParameterNames.CLIENT_ID))) {
			refuse(OAuth2ParameterNames.CLIENT_ID, null);
		}
		if (!RedirectUri.isOne(request.getParameter(OAuth2ParameterNames.REDIRECT_URI))) {
			refuse(OAuth2ParameterNames.REDIRECT_URI, null);
		}
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = (OAuth2AuthorizationCodeRequestAuthenticationToken) Objects
			.requireNonNull(this.reader.convert(new Query(request)));
		return new OAuth2AuthorizationCodeRequestAuthenticationToken(asked.getAuthorizationUri(), asked.getClientId(),
				(Authentication) asked.getPrincipal(), asked.getRedirectUri(), asked.getState(),
				Scopes.narrowed(asked.getScopes(), this.clients.findByClientId(asked.getClientId()).getScopes()),
				asked.getAdditionalParameters());
	}

	/** Refuses a challenge that nothing can meet, once it is known who is to be told. */
	static void checkChallenge(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
		if (!(asked.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE) instanceof String challenge)
				|| !CHALLENGE.matcher(challenge).matches()) {
			refuse(PkceParameterNames.CODE_CHALLENGE, asked);
		}
	}

	private static void refuse(String parameter, @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
		throw new OAuth2AuthorizationCodeRequestAuthenticationException(
				new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: " + parameter, null), asked);
	}

	/** A request without what its form says. */
	private static final class Query extends HttpServletRequestWrapper {

		Query(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getMethod() {
			return HttpMethod.GET.name();
		}

	}

}
