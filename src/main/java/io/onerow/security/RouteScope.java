package io.onerow.security;

import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What one route demands: its method, its pattern as the controller declares it, and the
 * scopes. Of several rules that match, the most specific one decides. A rule for GET
 * holds for HEAD too, as Spring MVC answers HEAD with the handler of GET.
 */
public record RouteScope(HttpMethod method, String pattern, Access access) {

	public static RouteScope anyOf(HttpMethod method, String pattern, String... scopes) {
		return new RouteScope(method, pattern, new Access.AnyScope(Set.of(scopes)));
	}

	public static RouteScope allOf(HttpMethod method, String pattern, String... scopes) {
		return new RouteScope(method, pattern, new Access.AllScopes(Set.of(scopes)));
	}

	public static RouteScope open(HttpMethod method, String pattern) {
		return new RouteScope(method, pattern, new Access.Open());
	}

	/**
	 * Whether this is the rule for a route; the names of path variables do not matter.
	 */
	boolean declares(HttpMethod method, String pattern) {
		return this.method.equals(method) && shape(this.pattern).equals(shape(pattern));
	}

	/**
	 * Whether what it answers are writes of records: it has a scope, which is none for
	 * reading, none of administrators, whose answers may hold a secret, and none of
	 * imports, whose jobs write.
	 */
	boolean writesRecords() {
		Set<String> scopes = this.access.scopes();
		return !HttpMethod.GET.equals(this.method) && !scopes.isEmpty() && !scopes.contains(Scopes.ADMIN)
				&& !scopes.contains(Scopes.IMPORTS_WRITE)
				&& scopes.stream().noneMatch((scope) -> scope.endsWith(Scopes.READING));
	}

	PathPattern parsed() {
		return PathPatternParser.defaultInstance.parse(this.pattern);
	}

	private static String shape(String pattern) {
		return pattern.replaceAll("\\{[^}]*}", "{}");
	}

}
