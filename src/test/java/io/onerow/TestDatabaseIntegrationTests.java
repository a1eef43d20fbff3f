package io.onerow;

import io.onerow.TestDatabase.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TestDatabaseIntegrationTests {

	@ParameterizedTest
	@CsvSource({ ",,true,CONTAINER", ",,false,EMBEDDED", ",jdbc:x,true,CONFIGURED", "embedded,jdbc:x,true,EMBEDDED",
			"container,jdbc:x,true,CONTAINER", "' ',' ',false,EMBEDDED" })
	void placeIsTheOneThatIsForcedElseConfiguredElseAContainerElseEmbedded(@Nullable String forced,
			@Nullable String url, boolean engine, Place place) {
		assertThat(Place.of(forced, url, () -> engine)).isEqualTo(place);
	}

	@Test
	void whatIsForcedAndCannotBeIsSaid() {
		assertThatIllegalStateException().isThrownBy(() -> Place.of("container", null, () -> false))
			.withMessageContaining("onerow.test.database=container, but no Docker engine answers");
		assertThatIllegalStateException().isThrownBy(() -> Place.of("docker", null, () -> true))
			.withMessageContaining("container, embedded");
	}

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
