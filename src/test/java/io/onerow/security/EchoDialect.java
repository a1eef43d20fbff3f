package io.onerow.security;

import java.util.List;
import java.util.Map;

import io.onerow.tenant.TenantId;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A dialect for tests that says who called. */
@Configuration(proxyBeanMethods = false)
@Profile("echo")
public class EchoDialect {

	@Bean
	DialectSecurity echoSecurity() {
		return DialectSecurity.bearer("echo", List.of("/echo/**"),
				List.of(RouteScope.anyOf(HttpMethod.GET, "/echo/{id}", Scopes.ACCOUNTS_READ, Scopes.ACCOUNTS_ALL),
						RouteScope.anyOf(HttpMethod.PUT, "/echo/{id}", Scopes.ACCOUNTS_ALL),
						RouteScope.allOf(HttpMethod.POST, "/echo/bulk", Scopes.CUSTOMERS_WRITE, Scopes.BULK_WRITE),
						RouteScope.open(HttpMethod.GET, "/echo/open")));
	}

	@RestController
	@Profile("echo")
	static class Echo {

		@GetMapping("/echo/{name}")
		Map<String, String> read(TenantId tenant, @PathVariable String name) {
			return Map.of("tenant", tenant.value(), "name", name);
		}

		@PutMapping("/echo/{name}")
		Map<String, String> write(TenantId tenant, @PathVariable String name) {
			return read(tenant, name);
		}

		@PostMapping("/echo/bulk")
		Map<String, String> bulk(TenantId tenant) {
			return read(tenant, "bulk");
		}

		@GetMapping("/echo/open")
		Map<String, String> open() {
			return Map.of("open", "yes");
		}

	}

	/** Has a route that nobody declared. */
	@RestController
	@Profile("undeclared")
	static class Forgotten {

		@GetMapping("/echo/{name}/forgotten")
		String forgotten(@PathVariable String name) {
			return name;
		}

	}

}
