package io.onerow.security;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps a controller method shut that no {@link RouteScope} let through: a forgotten
 * declaration closes a route and never opens it.
 */
class UndeclaredRoutes implements HandlerInterceptor {

	private static final Logger log = LoggerFactory.getLogger(UndeclaredRoutes.class);

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (!(handler instanceof HandlerMethod method) || exempt(request) || RouteRule.letThrough(request)) {
			return true;
		}
		log.error("No scope is declared for {}", method.getShortLogMessage());
		response.sendError(HttpServletResponse.SC_FORBIDDEN);
		return false;
	}

	// the error page, and the framework's own answer to OPTIONS, which only lists methods
	private static boolean exempt(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.ERROR || HttpMethod.OPTIONS.matches(request.getMethod());
	}

}
