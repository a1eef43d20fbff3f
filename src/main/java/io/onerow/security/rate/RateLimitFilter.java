package io.onerow.security.rate;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts the requests of each credential, says on each answer what is left of its
 * allowance, and refuses what is more with 429. The body is written by the error page,
 * which knows the dialect of the path.
 */
class RateLimitFilter extends OncePerRequestFilter {

	private final RateRepository counted;

	private final RateLimit limit;

	RateLimitFilter(RateRepository counted, RateLimit limit) {
		this.counted = counted;
		this.limit = limit;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Counted caller)) {
			chain.doFilter(request, response);
			return;
		}
		Allowance allowance = this.counted.take(caller.tenant().value(), caller.credential(), this.limit);
		response.setHeader("X-RateLimit-Limit", Integer.toString(this.limit.requests()));
		response.setHeader("X-RateLimit-Remaining", Integer.toString(allowance.remaining()));
		response.setHeader("X-RateLimit-Reset", Long.toString(allowance.reset()));
		if (allowance.taken()) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(allowance.retryAfter()));
		response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
	}

}
