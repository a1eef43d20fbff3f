package io.onerow.api.failure;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What fails when a part of the answer is with the client already can be told in one way
 * only: the connection breaks. An error body after half a list, or an end of it that
 * looks orderly, would be taken for the list.
 */
final class BrokenAnswers extends OncePerRequestFilter implements HandlerExceptionResolver, Ordered {

	private static final String BROKEN = BrokenAnswers.class.getName();

	/** Before all that would write a body. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		// where the container has answered a body that broke off, the status says so
		if (!response.isCommitted() || response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
			return null;
		}
		if (!Failures.isClientGone(ex)) {
			Failures.of(ex);
		}
		request.setAttribute(BROKEN, true);
		return new ModelAndView();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		if (request.getAttribute(BROKEN) != null) {
			throw new CloseNowException();
		}
	}

}
