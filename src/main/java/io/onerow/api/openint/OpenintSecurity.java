package io.onerow.api.openint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import io.onerow.security.apikey.ApiKeySecurity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static io.onerow.security.Scopes.ACCOUNTS_ALL;
import static io.onerow.security.Scopes.ACCOUNTS_READ;
import static io.onerow.security.Scopes.CONNECTIONS_ALL;

/** The scopes of the routes; the credential is an API key. */
@Configuration(proxyBeanMethods = false)
class OpenintSecurity {

	@Bean
	DialectSecurity openintRoutes(ApiKeySecurity apiKeys) {
		List<RouteScope> routes = new ArrayList<>();
		for (String base : Paths.BASES) {
			addRecords(routes, base + Paths.ACCOUNT);
			addRecords(routes, base + Paths.CONTACT);
			addOthers(routes, base + Paths.OTHER_ENTITY);
			addOthers(routes, base + Paths.OTHER_VERTICAL);
			addConnections(routes, base + Paths.CONNECTION);
			routes.add(write(HttpMethod.PUT, base + Paths.CUSTOMER + "/{id}"));
		}
		for (String base : List.of(Paths.V0, Paths.API_V0)) {
			routes.add(RouteScope.open(HttpMethod.GET, base + Paths.HEALTH));
			routes.add(RouteScope.open(HttpMethod.GET, base + Paths.OPENAPI));
		}
		return DialectSecurity.withCredentials("openint",
				List.of("/unified/**", "/core/**", Paths.V0 + "/**", Paths.API_V0 + "/**"), routes,
				apiKeys.credentials());
	}

	private static void addRecords(List<RouteScope> routes, String path) {
		routes.addAll(List.of(write(HttpMethod.POST, path + "/_upsert"), read(HttpMethod.GET, path + "/_count"),
				read(HttpMethod.POST, path + "/_batch_read"), read(HttpMethod.GET, path), write(HttpMethod.POST, path),
				read(HttpMethod.GET, path + "/{id}"), write(HttpMethod.PATCH, path + "/{id}")));
	}

	private static void addConnections(List<RouteScope> routes, String path) {
		routes.addAll(List.of(read(HttpMethod.GET, path), read(HttpMethod.GET, path + "/{id}"),
				read(HttpMethod.POST, path + "/{id}/check"), read(HttpMethod.POST, path + "/{id}/_check"),
				RouteScope.anyOf(HttpMethod.POST, path, CONNECTIONS_ALL),
				RouteScope.anyOf(HttpMethod.DELETE, path + "/{id}", CONNECTIONS_ALL)));
	}

	private static void addOthers(List<RouteScope> routes, String path) {
		Stream.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)
			.forEach((method) -> routes.add(read(method, path)));
	}

	private static RouteScope read(HttpMethod method, String pattern) {
		return RouteScope.anyOf(method, pattern, ACCOUNTS_READ, ACCOUNTS_ALL);
	}

	private static RouteScope write(HttpMethod method, String pattern) {
		return RouteScope.anyOf(method, pattern, ACCOUNTS_ALL);
	}

}
