package io.onerow.api.onerow.admin;

import java.util.stream.Stream;

import io.onerow.security.RouteScope;
import io.onerow.security.Scopes;

import org.springframework.http.HttpMethod;

/** The routes of administration, which all want the same scope. */
public final class AdminRoutes {

	static final String BASE = "/api/onerow/v1/admin";

	private AdminRoutes() {
	}

	public static Stream<RouteScope> all() {
		return Stream.concat(
				Stream
					.of(TenantController.PATH, ClientController.PATH, ApiKeyController.PATH, ConnectionController.PATH,
							UserController.PATH)
					.flatMap((path) -> Stream.of(route(HttpMethod.GET, path), route(HttpMethod.POST, path),
							route(HttpMethod.GET, path + "/{id}"), route(HttpMethod.PATCH, path + "/{id}"),
							route(HttpMethod.DELETE, path + "/{id}"))),
				Stream.of(route(HttpMethod.POST, ClientController.ROTATE),
						route(HttpMethod.GET, SigningKeyController.PATH),
						route(HttpMethod.POST, SigningKeyController.ROTATE),
						route(HttpMethod.GET, AuditController.PATH)));
	}

	private static RouteScope route(HttpMethod method, String path) {
		return RouteScope.anyOf(method, path, Scopes.ADMIN);
	}

}
