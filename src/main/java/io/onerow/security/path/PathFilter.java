package io.onerow.security.path;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a path that could be read in two ways, and skips one slash at its end. Who
 * authorises a path and who finds its controller take it apart in the same way: at the
 * slashes that were sent as such; then each segment is decoded once.
 */
final class PathFilter extends OncePerRequestFilter {

	private static final Pattern DOTS = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");

	private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

	private final RejectedRequests rejected;

	PathFilter(RejectedRequests rejected) {
		this.rejected = rejected;
	}

	/** Whose body has come later has its path still. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		String fault = fault(path);
		if (fault != null) {
			// nobody has looked at the encoding of parameters, and who answers would
			String plain = PARAMETERS.matcher(path).replaceAll("");
			this.rejected.handle(new At(plain, request), response, new RefusedPath(fault));
		}
		else if (path.length() > 1 && path.endsWith("/")) {
			chain.doFilter(new At(path.substring(0, path.length() - 1), request), response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static @Nullable String fault(String path) {
		if (path.contains("//")) {
			return "The path must not have an empty segment.";
		}
		if (path.indexOf(';') >= 0) {
			return "The path must not have parameters; a semicolon in a key is percent-encoded.";
		}
		return DOTS.matcher(path).find() ? "The path must not have . or .. as a segment." : null;
	}

	/** A request for another path. */
	private static final class At extends HttpServletRequestWrapper {

		private final String path;

		At(String path, HttpServletRequest request) {
			super(request);
			this.path = path;
		}

		@Override
		public String getRequestURI() {
			return this.path;
		}

	}

}
