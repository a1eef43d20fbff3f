package io.onerow.security.issuer.page;

import java.io.IOException;
import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.grant.LoggedIn;
import io.onerow.security.secrets.TryLater;
import io.onerow.security.session.Login;
import io.onerow.security.session.LoginResult;
import io.onerow.security.session.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands between the check of an authorization request and its answer: shows the page,
 * and lets the request through with whom the form has proved to be, for this one answer.
 * Nobody stays logged in.
 */
class LoginFilter extends OncePerRequestFilter {

	static final String EMAIL = "email";

	private static final String ASKED = OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName();

	private static final int LONGEST_EMAIL = 254;

	private final Login login;

	private final OAuthClients clients;

	private final LoginPage page;

	private final AuthorizationErrors errors;

	LoginFilter(Login login, OAuthClients clients, AuthorizationErrors errors) {
		this.login = login;
		this.clients = clients;
		this.page = new LoginPage(clients);
		this.errors = errors;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		// the framework leaves it here once client, URI, scopes and challenge are checked
		if (!(request.getAttribute(ASKED) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
			chain.doFilter(request, response);
		}
		else if (!HttpMethod.POST.matches(request.getMethod())) {
			this.page.write(request, response, asked, HttpStatus.OK, "");
		}
		else if (request.getParameter("cancel") != null) {
			deny(request, response, asked, "The login was cancelled.");
		}
		else {
			LoginResult.Identified known = identify(request, response, asked);
			if (known != null) {
				letThrough(known, request, response, asked, chain);
			}
		}
	}

	/** Null if the page was shown again. */
	private LoginResult.@Nullable Identified identify(HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked) throws IOException {
		String email = request.getParameter(EMAIL);
		String password = request.getParameter("password");
		if (!StringUtils.hasText(email) || !StringUtils.hasLength(password) || email.length() > LONGEST_EMAIL
				|| email.indexOf('\0') >= 0) {
			this.page.write(request, response, asked, HttpStatus.BAD_REQUEST,
					"Give your email address and your password.");
			return null;
		}
		try {
			LoginResult result = this.login.identify(email, password, request.getRemoteAddr());
			if (result instanceof LoginResult.Identified known) {
				return known;
			}
			this.page.write(request, response, asked, HttpStatus.FORBIDDEN,
					(result instanceof LoginResult.Locked) ? "Too many logins failed. Try again in 15 minutes."
							: "The email address or the password is wrong.");
		}
		catch (TryLater ex) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(ex.seconds()));
			this.page.write(request, response, asked,
					ex.isBusy() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.TOO_MANY_REQUESTS,
					"Nobody can log in just now. Try again in " + ex.seconds() + " seconds.");
		}
		return null;
	}

	private void letThrough(LoginResult.Identified known, HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, FilterChain chain)
			throws ServletException, IOException {
		Person person = known.person();
		if (!this.clients.stands(person.tenant(), asked.getClientId())) {
			this.page.write(request, response, asked, HttpStatus.FORBIDDEN,
					"The application belongs to another organization than this account.");
			return;
		}
		Set<String> scopes = Scopes.covered(asked.getScopes(), person.scopes());
		if (scopes.isEmpty()) {
			deny(request, response, asked, "The account may do nothing of what was asked for.");
			return;
		}
		LoggedIn authentication = new LoggedIn(person, known.compared());
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication);
		SecurityContextHolder.setContext(context);
		request.setAttribute(ASKED,
				new OAuth2AuthorizationCodeRequestAuthenticationToken(asked.getAuthorizationUri(), asked.getClientId(),
						authentication, asked.getRedirectUri(), asked.getState(), scopes,
						asked.getAdditionalParameters()));
		chain.doFilter(request, response);
	}

	private void deny(HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthorizationCodeRequestAuthenticationToken asked, String why) throws IOException {
		this.errors.onAuthenticationFailure(request, response,
				new OAuth2AuthorizationCodeRequestAuthenticationException(
						new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED, why, null), asked));
	}

}
