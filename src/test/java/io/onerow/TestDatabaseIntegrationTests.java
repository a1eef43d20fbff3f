package io.onerow;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TestDatabaseIntegrationTests {

	@Test
	void contextIsPointedAtAnsweringDatabase() throws Exception {
		GenericApplicationContext context = new GenericApplicationContext();
		new TestDatabase().initialize(context);
		var environment = context.getEnvironment();
		DatabaseAccess access = TestDatabase.access();
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo(access.url());
		assertThat(environment.getProperty("onerow.demo.enabled")).isEqualTo("false");
		try (var connection = access.connect();
				var result = connection.createStatement().executeQuery("select version()")) {
			assertThat(result.next()).isTrue();
			assertThat(result.getString(1)).startsWith("PostgreSQL");
		}
	}

}
