package io.onerow.security;

import io.onerow.IntegrationTest;
import io.onerow.security.issuer.Registration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ActiveProfiles({ "echo", "undeclared" })
class UndeclaredRouteIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@Autowired
	private Dialects dialects;

	@LocalServerPort
	private int port;

	@Test
	void walkFindsARouteThatNobodyDeclared() {
		assertThat(UndeclaredRouteWalk.of(this.mapping, this.dialects)).containsExactly("GET /echo/{name}/forgotten");
	}

	@Test
	void routeThatNobodyDeclaredIsShut() {
		Registration.of(this.context, "undeclared", "undeclared-client");
		Caller caller = new Caller(this.port);
		String token = caller.token("undeclared-client", Registration.SECRET);
		assertThat(caller.with(token, "GET", "/echo/x").statusCode()).isEqualTo(200);
		assertThat(caller.with(token, "GET", "/echo/x/forgotten").statusCode()).isEqualTo(403);
		assertThat(caller.call("GET", "/echo/x/forgotten").statusCode()).isEqualTo(401);
	}

}
