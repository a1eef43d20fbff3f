package io.onerow.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Refuses: 401 for a missing or bad credential without saying what is wrong with it, 403
 * for a missing scope, 503 when nobody can say. The body is written by the error page,
 * which knows the dialect of the path.
 */
class DialectRefusals implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private static final Logger log = LoggerFactory.getLogger(DialectRefusals.class);

	private final boolean bearer;

	DialectRefusals(boolean bearer) {
		this.bearer = bearer;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		onAuthenticationFailure(request, response, ex);
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (ex instanceof AuthenticationServiceException) {
			// one line, as any made-up token can bring it about
			log.warn("Credentials cannot be checked now: {}",
					NestedExceptionUtils.getMostSpecificCause(ex).getClass().getName());
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
			response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			return;
		}
		// no credential at all is no error of the client's yet: RFC 6750 wants no code
		boolean none = ex instanceof InsufficientAuthenticationException;
		challenge(response, none ? "Bearer realm=\"onerow\"" : "Bearer realm=\"onerow\", error=\"invalid_token\"");
		response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		challenge(response, "Bearer realm=\"onerow\", error=\"insufficient_scope\"");
		response.sendError(HttpServletResponse.SC_FORBIDDEN);
	}

	private void challenge(HttpServletResponse response, String challenge) {
		if (this.bearer) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
		}
	}

}
