package io.onerow.security;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every dialect that declared itself, the one with the most specific path first. */
@Component
public class Dialects {

	private final List<DialectSecurity> dialects;

	Dialects(List<DialectSecurity> dialects) {
		this.dialects = dialects.stream().sorted(Comparator.comparing(Dialects::mostSpecific)).toList();
	}

	List<DialectSecurity> all() {
		return this.dialects;
	}

	Optional<DialectSecurity> find(String path) {
		return this.dialects.stream().filter((dialect) -> dialect.owns(path)).findFirst();
	}

	/** The name of the dialect that answers a route; empty if none does. */
	public Optional<String> name(String route) {
		return find(route).map(DialectSecurity::name);
	}

	/**
	 * Whether a request writes records, by what its route demands.
	 * @param path as it was sent
	 */
	public boolean writesRecords(String method, String path) {
		return rule(method, path).filter(RouteScope::writesRecords).isPresent();
	}

	/**
	 * What a request must bring; empty where no dialect declares it.
	 * @param path as it was sent, or with names in braces in place of variables
	 */
	public Optional<Access> access(HttpMethod method, String path) {
		return rule(method.name(), path).map(RouteScope::access);
	}

	private Optional<RouteScope> rule(String method, String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return find(path).stream()
			.flatMap((dialect) -> dialect.routes().stream())
			.filter((route) -> route.method().matches(method) && route.parsed().matches(parsed))
			.findFirst();
	}

	/** Whether the dialect that answers a route has a rule for it. */
	boolean declare(HttpMethod method, String pattern) {
		return find(pattern)
			.filter((dialect) -> dialect.routes().stream().anyMatch((route) -> route.declares(method, pattern)))
			.isPresent();
	}

	private static PathPattern mostSpecific(DialectSecurity dialect) {
		return dialect.paths()
			.stream()
			.map(PathPatternParser.defaultInstance::parse)
			.min(PathPattern.SPECIFICITY_COMPARATOR)
			.orElseThrow();
	}

}
