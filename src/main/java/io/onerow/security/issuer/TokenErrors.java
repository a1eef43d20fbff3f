package io.onerow.security.issuer;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Errors of the token endpoint as RFC 6749, section 5.2, wants them: the code alone, and
 * a challenge with each 401.
 */
class TokenErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private final String tokenPath;

	TokenErrors(String tokenPath) {
		this.tokenPath = tokenPath;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		write(response, (ex instanceof OAuth2AuthenticationException failure) ? failure.getError().getErrorCode()
				: OAuth2ErrorCodes.INVALID_REQUEST);
	}

	/** Reached by a request without a credential, or of another method. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		HttpMethod expected = request.getRequestURI().endsWith(this.tokenPath) ? HttpMethod.POST : HttpMethod.GET;
		if (expected.matches(request.getMethod())) {
			write(response, OAuth2ErrorCodes.INVALID_CLIENT);
			return;
		}
		response.setHeader(HttpHeaders.ALLOW, expected.name());
		write(response, HttpStatus.METHOD_NOT_ALLOWED, OAuth2ErrorCodes.INVALID_REQUEST);
	}

	private static void write(HttpServletResponse response, String code) throws IOException {
		if (!OAuth2ErrorCodes.INVALID_CLIENT.equals(code)) {
			write(response, HttpStatus.BAD_REQUEST, code);
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"onerow\"");
		write(response, HttpStatus.UNAUTHORIZED, code);
	}

	private static void write(HttpServletResponse response, HttpStatus status, String code) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getWriter().write("{\"error\":\"" + code + "\"}");
	}

}
