package io.onerow.security.issuer.registration;

import java.io.IOException;
import java.util.Set;

import io.onerow.security.issuer.TokenErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Errors as RFC 7591, section 3.2.2, wants them: with a description where the fault is in
 * what was sent.
 */
class RegistrationErrors implements AuthenticationFailureHandler {

	/** Those whose description is ours, and quotes nothing. */
	private static final Set<String> DESCRIBED = Set.of(Metadata.INVALID, OAuth2ErrorCodes.INVALID_REDIRECT_URI);

	private final TokenErrors others;

	RegistrationErrors(TokenErrors others) {
		this.others = others;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException ex) throws IOException {
		if (ex instanceof OAuth2AuthenticationException failure
				&& DESCRIBED.contains(failure.getError().getErrorCode())) {
			write(response, failure.getError());
			return;
		}
		this.others.onAuthenticationFailure(request, response, ex);
	}

	private static void write(HttpServletResponse response, OAuth2Error error) throws IOException {
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getWriter()
			.write("{\"error\":\"" + error.getErrorCode() + "\",\"error_description\":\"" + error.getDescription()
					+ "\"}");
	}

}
