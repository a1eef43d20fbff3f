package io.onerow.api.sam;

import java.util.List;

import io.onerow.api.body.BodyLimit;
import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;
import io.onerow.security.session.SessionCredentials;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static io.onerow.security.Scopes.ACCOUNTS_ALL;
import static io.onerow.security.Scopes.ACCOUNTS_READ;

/** The credentials and the scopes of the routes. */
@Configuration(proxyBeanMethods = false)
class SamSecurity {

	static final String TOKEN = "x-nextinteract-authtoken";

	@Bean
	DialectSecurity samRoutes(SessionCredentials sessions) {
		List<RouteScope> routes = List.of(RouteScope.open(HttpMethod.POST, LoginController.PATH),
				RouteScope.anyOf(HttpMethod.POST, ContactController.UPSERT, ACCOUNTS_ALL),
				RouteScope.anyOf(HttpMethod.GET, ContactController.LIST, ACCOUNTS_READ, ACCOUNTS_ALL),
				RouteScope.anyOf(HttpMethod.GET, ProfileController.PATH, ACCOUNTS_READ, ACCOUNTS_ALL));
		return DialectSecurity.withCredentials("sam", List.of("/rest/**"), routes, sessions.inHeader(TOKEN)).orBearer();
	}

	/** 1,000 contacts with most members filled. */
	@Bean
	BodyLimit samUpsertBody() {
		return BodyLimit.of(ContactController.UPSERT, DataSize.ofMegabytes(8));
	}

}
