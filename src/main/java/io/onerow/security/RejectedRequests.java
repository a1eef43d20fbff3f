package io.onerow.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers what the firewall rejects, before any chain, in JSON: 400, or 405 for a method.
 */
@Component
class RejectedRequests implements RequestRejectedHandler {

	private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		HttpStatus status = HttpStatus.BAD_REQUEST;
		if (!METHODS.contains(request.getMethod())) {
			status = HttpStatus.METHOD_NOT_ALLOWED;
			response.setHeader(HttpHeaders.ALLOW, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
		}
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// not sendError: its dispatch would meet the firewall again
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getWriter()
			.write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}".formatted(status.getReasonPhrase(),
					status.value()));
	}

}
