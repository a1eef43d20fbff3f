package io.onerow.api.failure;

import java.io.IOException;
import java.util.regex.Pattern;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id, on the answer and on each line that it logs. */
public final class RequestIdFilter extends OncePerRequestFilter {

	public static final String HEADER = "x-request-id";

	static final String LOGGED = "requestId";

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		give(id(request), request, response);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(LOGGED);
		}
	}

	/**
	 * The id of the request: the one that it was given, or that was sent, or a new one.
	 */
	public static String id(HttpServletRequest request) {
		if (request.getAttribute(LOGGED) instanceof String given) {
			return given;
		}
		String sent = request.getHeader(HEADER);
		return (sent != null && WELL_FORMED.matcher(sent).matches()) ? sent
				: UuidCreator.getTimeOrderedEpochFast().toString();
	}

	/** Gives the request an id, in the place of any that it has. */
	public static void give(String id, HttpServletRequest request, HttpServletResponse response) {
		request.setAttribute(LOGGED, id);
		response.setHeader(HEADER, id);
		MDC.put(LOGGED, id);
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

}
