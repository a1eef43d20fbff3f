package io.onerow.security;

import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class RouteScopesIntegrationTests {

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@Autowired
	private Dialects dialects;

	@Test
	void everyRouteDeclaresItsScope() {
		assertThat(this.mapping.getHandlerMethods()).isNotEmpty();
		assertThat(UndeclaredRouteWalk.of(this.mapping, this.dialects)).isEmpty();
	}

}
