package io.onerow.api;

import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.api.failure.RequestIdFilter;
import io.onerow.security.Dialects;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Tells what a request writes who sent it. */
final class WriteContexts implements HandlerInterceptor {

	private static final String NOBODY = "none";

	private final Dialects dialects;

	/** By route, of which there are as many as the controllers declare. */
	private final Map<String, String> wires = new ConcurrentHashMap<>();

	private final Claims claims;

	WriteContexts(Dialects dialects, Claims claims) {
		this.dialects = dialects;
		this.claims = claims;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Principal caller = request.getUserPrincipal();
		String wire = wire(request);
		WriteContext.bind(new WriteContext((caller != null) ? caller.getName() : NOBODY, wire,
				RequestIdFilter.id(request))
			.with(this.claims.of(request, wire)));
		return true;
	}

	private String wire(HttpServletRequest request) {
		return (request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route)
				? this.wires.computeIfAbsent(route, (unknown) -> this.dialects.name(unknown).orElse(NOBODY)) : NOBODY;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		WriteContext.bind(null);
	}

}
