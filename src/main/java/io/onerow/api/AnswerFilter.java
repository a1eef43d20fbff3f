package io.onerow.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.api.body.ConnectionValve;
import io.onerow.api.share.Limits;
import io.onerow.api.share.NoRoom;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps a client that takes its answers slowly from holding more than its part of the
 * threads: each answer has a least rate, and each tenant a number of them at once. Tells
 * the log whose request it is.
 */
final class AnswerFilter extends OncePerRequestFilter {

	/** What each line that a request logs says of the caller. */
	private static final String TENANT = "tenant";

	private final Cache<TenantId, AtomicInteger> working = Caffeine.newBuilder().weakValues().build();

	private final Limits limits;

	private final HandlerExceptionResolver resolver;

	AnswerFilter(Limits limits, HandlerExceptionResolver resolver) {
		this.limits = limits;
		this.resolver = resolver;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof TenantScoped caller)) {
			answer(request, response, chain);
			return;
		}
		MDC.put(TENANT, caller.tenant().value());
		AtomicInteger mine = this.working.get(caller.tenant(), (tenant) -> new AtomicInteger());
		try {
			if (mine.incrementAndGet() <= places(request)) {
				answer(request, response, chain);
			}
			else if (this.resolver.resolveException(request, response, null, new NoRoom()) == null) {
				throw new NoRoom();
			}
		}
		finally {
			mine.decrementAndGet();
			MDC.remove(TENANT);
		}
	}

	/** Lists, which may be taken slowly, leave half of them to the rest. */
	private int places(HttpServletRequest request) {
		int places = this.limits.tenantRequests();
		return HttpMethod.GET.matches(request.getMethod()) ? (places + 1) / 2 : places;
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PacedResponse paced = new PacedResponse(response, this.limits);
		try {
			chain.doFilter(request, paced);
		}
		finally {
			if (paced.isLate()) {
				ConnectionValve.hangUp(request);
			}
		}
	}

}
