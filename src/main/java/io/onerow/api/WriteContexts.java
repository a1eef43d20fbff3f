package io.onerow.api;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.api.failure.RequestIdFilter;
import io.onerow.security.Dialects;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Tells what a request writes who sent it, and what it says of its writes. */
final class WriteContexts implements HandlerInterceptor {

	private static final String NOBODY = "none";

	private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

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
		WriteContext context = new WriteContext((caller != null) ? caller.getName() : NOBODY, wire,
				RequestIdFilter.id(request));
		if (request.getAttribute(DoneBefore.class.getName()) instanceof DoneBefore done) {
			context = context.with(done);
		}
		WriteContext.bind((caller != null && !READS.contains(request.getMethod()))
				? asked(context, request, response, handler).with(this.claims.of(request, wire)) : context);
		return true;
	}

	/** A login or a registration writes no record, whatever is asked with it. */
	private static WriteContext asked(WriteContext context, HttpServletRequest request, HttpServletResponse response,
			Object handler) {
		boolean dryRun = WriteHeaders.isDryRun(request);
		if (dryRun) {
			response.setHeader(WriteHeaders.DRY_RUN, "true");
		}
		Preconditions preconditions = WriteHeaders.preconditions(request);
		if (!preconditions.areNone() && handler instanceof HandlerMethod method
				&& method.hasMethodAnnotation(Unconditional.class)) {
			throw WriteHeaders.unkept(preconditions);
		}
		return (dryRun || !preconditions.areNone()) ? context.withDryRun(dryRun).with(preconditions) : context;
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
