package io.onerow.security.issuer.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Tells the application what is wrong with its request (RFC 6749, section 4.1.2.1); or,
 * where it is not known to be the application's URI, the person, on a page.
 */
class AuthorizationErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint, AccessDeniedHandler {

	private final Pages pages = new Pages();

	private final String problem = Pages.read("problem.html");

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		OAuth2Error error = (ex instanceof OAuth2AuthenticationException failure) ? failure.getError()
				: new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
		OAuth2AuthorizationCodeRequestAuthenticationToken asked = (ex instanceof OAuth2AuthorizationCodeRequestAuthenticationException failure)
				? failure.getAuthorizationCodeRequestAuthentication() : null;
		String redirectUri = (asked != null) ? asked.getRedirectUri() : null;
		if (asked == null || redirectUri == null || redirectUri.isEmpty()) {
			write(response, HttpStatus.BAD_REQUEST,
					"The request of the application is not valid: " + told(error) + ".");
		}
		else {
			response.sendRedirect(answer(redirectUri, error, asked.getState()));
		}
	}

	private static String told(OAuth2Error error) {
		return (error.getDescription() != null) ? error.getErrorCode() + " (" + error.getDescription() + ")"
				: error.getErrorCode();
	}

	private static String answer(String redirectUri, OAuth2Error error, @Nullable String state) {
		UriComponentsBuilder answer = UriComponentsBuilder.fromUriString(redirectUri)
			.queryParam(OAuth2ParameterNames.ERROR, error.getErrorCode());
		if (error.getDescription() != null) {
			answer.queryParam(OAuth2ParameterNames.ERROR_DESCRIPTION, encoded(error.getDescription()));
		}
		if (state != null && !state.isEmpty()) {
			answer.queryParam(OAuth2ParameterNames.STATE, encoded(state));
		}
		return answer.build(true).toUriString();
	}

	private static String encoded(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	/** The form was not ours, or is too old. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		write(response, HttpStatus.FORBIDDEN, "The form does not belong to this browser, or cookies are off.");
	}

	/** Reached by another method only: the others are answered by a page. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.setHeader(HttpHeaders.ALLOW, "GET, POST");
		write(response, HttpStatus.METHOD_NOT_ALLOWED, "This method is not supported here.");
	}

	private void write(HttpServletResponse response, HttpStatus status, String problem) throws IOException {
		this.pages.write(response, status, "This did not work",
				Pages.filled(this.problem, Map.of("problem", Pages.escaped(problem))), "'none'");
	}

}
