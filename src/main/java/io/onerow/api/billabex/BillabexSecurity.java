package io.onerow.api.billabex;

import java.util.List;

import io.onerow.security.DialectSecurity;
import io.onerow.security.RouteScope;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static io.onerow.security.Scopes.ACCOUNTS_ALL;
import static io.onerow.security.Scopes.ACCOUNTS_READ;

/** The scopes of the routes. */
@Configuration(proxyBeanMethods = false)
class BillabexSecurity {

	private static final String ACCOUNT = AccountController.PATH + "/{accountId}";

	private static final String SOURCE = ACCOUNT + "/source";

	private static final String CONTACT = ContactController.PATH + "/{contactId}";

	@Bean
	DialectSecurity billabexRoutes() {
		List<RouteScope> routes = List.of(RouteScope.open(HttpMethod.GET, StatusController.PATH),
				read(OrganizationController.PATH), read(OrganizationController.PATH + "/{organizationId}"),
				read(AccountController.PATH), write(HttpMethod.POST, AccountController.PATH), read(ACCOUNT),
				write(HttpMethod.PATCH, ACCOUNT), write(HttpMethod.PUT, ACCOUNT), write(HttpMethod.DELETE, ACCOUNT),
				write(HttpMethod.PUT, SOURCE), write(HttpMethod.DELETE, SOURCE), read(ContactController.PATH),
				write(HttpMethod.POST, ContactController.PATH),
				write(HttpMethod.PUT, ContactController.PATH + "/upsert"), read(CONTACT),
				write(HttpMethod.PATCH, CONTACT), write(HttpMethod.PUT, CONTACT), write(HttpMethod.DELETE, CONTACT));
		return DialectSecurity.bearer("billabex", List.of("/api/public/**"), routes);
	}

	private static RouteScope read(String pattern) {
		return RouteScope.anyOf(HttpMethod.GET, pattern, ACCOUNTS_READ, ACCOUNTS_ALL);
	}

	private static RouteScope write(HttpMethod method, String pattern) {
		return RouteScope.anyOf(method, pattern, ACCOUNTS_ALL);
	}

}
