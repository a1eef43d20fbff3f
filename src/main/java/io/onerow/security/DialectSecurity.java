package io.onerow.security;

import java.util.Comparator;
import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What a dialect declares, as a bean, to be reachable: the paths that are its own, the
 * scopes of its routes and its credentials. Within its paths a declared route needs its
 * scopes; anything else needs a valid credential and is then answered 404 or 405.
 *
 * @param paths the patterns under which everything is this dialect's, such as
 * {@code /api/public/v1/**}
 * @param bearer whether a bearer token in the {@code Authorization} header is a
 * credential
 * @param credentials adds further credentials, as filters whose authentication is a
 * {@link io.onerow.tenant.TenantScoped} with {@code SCOPE_} authorities
 */
public record DialectSecurity(String name, List<String> paths, List<RouteScope> routes, boolean bearer,
		Customizer<HttpSecurity> credentials) {

	public DialectSecurity {
		paths = List.copyOf(paths);
		// the first rule that matches decides, so a literal goes before a variable
		routes = routes.stream().sorted(Comparator.comparing(RouteScope::parsed)).toList();
		for (RouteScope route : routes) {
			if (!owns(paths, route.pattern())) {
				throw new IllegalArgumentException(
						"Route " + route.pattern() + " is outside the paths of dialect " + name);
			}
		}
	}

	/** A dialect whose only credential is the bearer token. */
	public static DialectSecurity bearer(String name, List<String> paths, List<RouteScope> routes) {
		return new DialectSecurity(name, paths, routes, true, Customizer.withDefaults());
	}

	/** A dialect with credentials of its own and no bearer token. */
	public static DialectSecurity withCredentials(String name, List<String> paths, List<RouteScope> routes,
			Customizer<HttpSecurity> credentials) {
		return new DialectSecurity(name, paths, routes, false, credentials);
	}

	/** This dialect, accepting a bearer token beside its own credentials. */
	public DialectSecurity orBearer() {
		return new DialectSecurity(this.name, this.paths, this.routes, true, this.credentials);
	}

	boolean owns(String path) {
		return owns(this.paths, path);
	}

	private static boolean owns(List<String> paths, String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return paths.stream().anyMatch((own) -> PathPatternParser.defaultInstance.parse(own).matches(parsed));
	}

}
