package io.onerow.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the route of a request as the framework does, but compares only those with it
 * that have what stands in its path before their first variable and behind their last:
 * there are a few hundred, and each comparison asks the request through all that wraps
 * it.
 */
final class RouteMapping extends RequestMappingHandlerMapping {

	private final Map<RequestMappingInfo, List<Frame>> frames = new ConcurrentHashMap<>();

	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
		return super.lookupHandlerMethod(path, isPlain(path) ? new Sought(request, path) : request);
	}

	/** What is encoded, or has parameters, is compared once it is decoded. */
	private static boolean isPlain(String path) {
		return path.indexOf('%') < 0 && path.indexOf(';') < 0;
	}

	@Override
	protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo route, HttpServletRequest request) {
		return (request instanceof Sought sought && !fits(route, sought.path)) ? null
				: super.getMatchingMapping(route, request);
	}

	private boolean fits(RequestMappingInfo route, String path) {
		for (Frame frame : this.frames.computeIfAbsent(route, RouteMapping::frames)) {
			if (path.startsWith(frame.begin) && path.endsWith(frame.end)) {
				return true;
			}
		}
		return false;
	}

	private static List<Frame> frames(RequestMappingInfo route) {
		Set<String> patterns = route.getPatternValues();
		return patterns.stream().map(Frame::of).toList();
	}

	/** What a path has of a pattern, whatever its variables are. */
	private record Frame(String begin, String end) {

		static Frame of(String pattern) {
			int first = 0;
			while (first < pattern.length() && !isVariable(pattern.charAt(first))) {
				first++;
			}
			int last = pattern.length();
			while (last > first && !isVariable(pattern.charAt(last - 1))) {
				last--;
			}
			// where any number of segments may follow, there may be none
			boolean any = pattern.startsWith("**", first) || pattern.startsWith("{*", first);
			return new Frame(pattern.substring(0, any ? Math.max(0, first - 1) : first), pattern.substring(last));
		}

		private static boolean isVariable(char character) {
			return "{}*?".indexOf(character) >= 0;
		}

	}

	/** Knows what each comparison asks for. */
	private static final class Sought extends HttpServletRequestWrapper {

		private final String path;

		private final String method;

		Sought(HttpServletRequest request, String path) {
			super(request);
			this.path = path;
			this.method = request.getMethod();
		}

		@Override
		public String getMethod() {
			return this.method;
		}

	}

}
