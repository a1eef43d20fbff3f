package io.onerow.api.description;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import io.onerow.security.Access;
import io.onerow.security.Dialects;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What the code declares of routes. */
final class Routes {

	private final RequestMappingHandlerMapping mapping;

	private final Dialects dialects;

	Routes(RequestMappingHandlerMapping mapping, Dialects dialects) {
		this.mapping = mapping;
		this.dialects = dialects;
	}

	/** Who answers, as for a request; empty where no controller does. */
	Optional<HandlerMethod> handler(HttpMethod method, String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((route) -> takes(route.getKey(), method))
			.flatMap((route) -> route.getKey()
				.getPatternValues()
				.stream()
				.map(PathPatternParser.defaultInstance::parse)
				.filter((pattern) -> pattern.matches(parsed))
				.map((pattern) -> Map.entry(pattern, route.getValue())))
			.min(Map.Entry.comparingByKey(Comparator.<PathPattern>naturalOrder()))
			.map(Map.Entry::getValue);
	}

	private static boolean takes(RequestMappingInfo route, HttpMethod method) {
		return route.getMethodsCondition().getMethods().contains(RequestMethod.resolve(method));
	}

	/** What it takes to call it; open where nothing is declared. */
	Access access(HttpMethod method, String path) {
		return this.dialects.access(method, path).orElseGet(Access.Open::new);
	}

	boolean writesRecords(HttpMethod method, String path) {
		return this.dialects.writesRecords(method.name(), path);
	}

}
