package io.onerow.api;

import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.api.failure.RequestIdFilter;
import io.onerow.security.Dialects;
import io.onerow.upsert.DoneBefore;
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

	WriteContexts(Dialects dialects) {
		this.dialects = dialects;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Principal caller = request.getUserPrincipal();
		WriteContext context = new WriteContext((caller != null) ? caller.getName() : NOBODY, wire(request),
				RequestIdFilter.id(request));
		WriteContext.bind((request.getAttribute(DoneBefore.class.getName()) instanceof DoneBefore done)
				? context.with(done) : context);
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
