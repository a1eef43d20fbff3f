package io.onerow.security.path;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what is rejected before any chain in the error body of the dialect: 400, or 405
 * for a method.
 */
@Component
class RejectedRequests implements RequestRejectedHandler {

	private static final Set<String> METHODS = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

	private final HandlerExceptionResolver resolver;

	RejectedRequests(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex) {
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		Exception failure = METHODS.contains(request.getMethod()) ? ex
				: new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
		// not sendError: its dispatch would meet the firewall again
		if (this.resolver.resolveException(request, response, null, failure) == null) {
			throw ex;
		}
	}

}
