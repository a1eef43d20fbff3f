package io.onerow.security.issuer;

import java.io.IOException;

import io.onerow.security.secrets.TryLater;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
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
 * Errors of the token endpoint as RFC 6749, section 5.2, wants them: the code alone, a
 * challenge with each 401, and a time to come back with each 429 and 503.
 */
public class TokenErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {

	private static final Logger log = LoggerFactory.getLogger(TokenErrors.class);

	private final String tokenPath;

	public TokenErrors(String tokenPath) {
		this.tokenPath = tokenPath;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (!(ex instanceof OAuth2AuthenticationException failure)) {
			write(response, OAuth2ErrorCodes.INVALID_REQUEST);
		}
		else if (OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE.equals(failure.getError().getErrorCode())) {
			later(response, failure);
		}
		else {
			write(response, failure.getError().getErrorCode());
		}
	}

	private static void later(HttpServletResponse response, OAuth2AuthenticationException failure) throws IOException {
		boolean tooOften = false;
		long seconds = 1;
		if (failure.getCause() instanceof TryLater later) {
			tooOften = !later.isBusy();
			seconds = later.seconds();
		}
		else {
			log.warn("Clients cannot be checked now: {}",
					NestedExceptionUtils.getMostSpecificCause(failure).getClass().getName());
		}
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		write(response, tooOften ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE,
				OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE);
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
