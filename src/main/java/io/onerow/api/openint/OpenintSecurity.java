package io.onerow.api.openint;

import java.util.ArrayList;
import java.util.List;

import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import io.onerow.security.apikey.ApiKeySecurity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static io.onerow.security.Scopes.ACCOUNTS_ALL;
import static io.onerow.security.Scopes.ACCOUNTS_READ;

/** The scopes of the routes; the credential is an API key, which may do all of them. */
@Configuration(proxyBeanMethods = false)
class OpenintSecurity {

	@Bean
	DialectSecurity openintRoutes(ApiKeySecurity apiKeys) {
		List<RouteScope> routes = new ArrayList<>();
		for (String base : List.of("", Paths.VERSION)) {
			addRecords(routes, base + Paths.ACCOUNT);
			addRecords(routes, base + Paths.CONTACT);
			routes.add(write(HttpMethod.PUT, base + Paths.CUSTOMER + "/{id}"));
		}
		return DialectSecurity.withCredentials("openint", List.of("/unified/**", "/core/**", Paths.VERSION + "/**"),
				routes, apiKeys.credentials(ACCOUNTS_ALL));
	}

	private static void addRecords(List<RouteScope> routes, String path) {
		routes.addAll(List.of(write(HttpMethod.POST, path + "/_upsert"), read(HttpMethod.GET, path + "/_count"),
				read(HttpMethod.POST, path + "/_batch_read"), read(HttpMethod.GET, path), write(HttpMethod.POST, path),
				read(HttpMethod.GET, path + "/{id}"), write(HttpMethod.PATCH, path + "/{id}")));
	}

	private static RouteScope read(HttpMethod method, String pattern) {
		return RouteScope.anyOf(method, pattern, ACCOUNTS_READ, ACCOUNTS_ALL);
	}

	private static RouteScope write(HttpMethod method, String pattern) {
		return RouteScope.anyOf(method, pattern, ACCOUNTS_ALL);
	}

}
