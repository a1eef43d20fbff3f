package io.onerow.api.console.admin;

import java.util.stream.Stream;

import io.onerow.security.RouteScope;
import io.onerow.security.Scopes;

import org.springframework.http.HttpMethod;

/** The routes of the pages of administration, which all want the same scope. */
public final class AdminPageRoutes {

	static final String BASE = "/console/admin";

	private AdminPageRoutes() {
	}

	public static Stream<RouteScope> all() {
		return Stream.concat(
				Stream
					.of(ClientPages.PATH, ClientPages.ONE, ApiKeyPages.PATH, ApiKeyPages.ONE, ConnectionPages.PATH,
							ConnectionPages.ONE, UserPages.PATH, PolicyPages.PATH, AuditPage.PATH)
					.map((path) -> route(HttpMethod.GET, path)),
				Stream
					.of(ClientPages.PATH, ClientPages.ONE, ClientPages.ROTATE, ClientPages.REVOKE, ApiKeyPages.PATH,
							ApiKeyPages.ONE, ApiKeyPages.REVOKE, ConnectionPages.PATH, ConnectionPages.ONE,
							ConnectionPages.DELETE, UserPages.PATH, UserPages.ONE, UserPages.PASSWORD, UserPages.DELETE,
							PolicyPages.PATH)
					.map((path) -> route(HttpMethod.POST, path)));
	}

	private static RouteScope route(HttpMethod method, String path) {
		return RouteScope.anyOf(method, path, Scopes.ADMIN);
	}

}
