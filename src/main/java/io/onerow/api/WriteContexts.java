package io.onerow.api;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.api.failure.RequestIdFilter;
import io.onerow.security.Dialects;
import io.onerow.upsert.DoneBefore;
import io.onerow.upsert.Preconditions;
import io.onerow.upsert.Roll;
import io.onerow.upsert.WriteContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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

	private final SyncHeader syncs;

	WriteContexts(Dialects dialects, Claims claims, SyncHeader syncs) {
		this.dialects = dialects;
		this.claims = claims;
		this.syncs = syncs;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Principal caller = request.getUserPrincipal();
		// a login or a registration writes no record, whatever is asked with it
		WriteContext
			.bind((caller != null && !isRead(request)) ? writing(caller, request, response, handler) : new WriteContext(
					(caller != null) ? caller.getName() : NOBODY, wire(request), RequestIdFilter.id(request)));
		return true;
	}

	/** Whether it cannot write. */
	static boolean isRead(HttpServletRequest request) {
		return READS.contains(request.getMethod());
	}

	private WriteContext writing(Principal caller, HttpServletRequest request, HttpServletResponse response,
			Object handler) {
		boolean dryRun = WriteHeaders.isDryRun(request);
		if (dryRun) {
			response.setHeader(WriteHeaders.DRY_RUN, "true");
		}
		Preconditions preconditions = WriteHeaders.preconditions(request);
		WriteHeaders.refuseUnkept(preconditions, handler);
		String wire = wire(request);
		DoneBefore done = (request.getAttribute(DoneBefore.class.getName()) instanceof DoneBefore before) ? before
				: DoneBefore.NOTHING;
		WriteContext context = new WriteContext(caller.getName(), wire, RequestIdFilter.id(request), null, dryRun,
				preconditions, this.claims.of(request, wire), done, null, PolicyHeader.of(request));
		Roll roll = this.syncs.of(request, dryRun);
		return (roll != null) ? context.on(roll) : context;
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
