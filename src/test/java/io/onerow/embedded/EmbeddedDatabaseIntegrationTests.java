package io.onerow.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseIntegrationTests {

	@TempDir
	Path folder;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(
				AutoConfigurations.of(EmbeddedDatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class));

	@BeforeEach
	void openFolderToOtherAccounts() throws Exception {
		Folders.shareWithAll(this.folder);
	}

	@Test
	void poolUsesEmbeddedDatabaseWithTheLimitsOfRequests() {
		Path data = this.folder.resolve("postgres");
		embedded(data).run((context) -> {
			assertThat(context).hasNotFailed();
			JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
			assertThat(show(jdbc, "statement_timeout")).isEqualTo("10s");
			assertThat(show(jdbc, "lock_timeout")).isEqualTo("5s");
			assertThat(show(jdbc, "application_name")).isEqualTo("onerow");
			assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo(ServiceRole.NAME);
			assertThat(data.resolve("postmaster.pid")).exists();
			assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(16);
		});
		assertThat(data.resolve("postmaster.pid")).doesNotExist();
		assertThat(data.resolve("server.log")).content().doesNotContain("terminating connection");
	}

	@Test
	void configuredDatabaseIsUsedAndNoOtherStarts() {
		Path data = this.folder.resolve("postgres");
		embedded(data).withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/other")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
				assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl()).endsWith(":1/other");
			});
		assertThat(data).doesNotExist();
	}

	@Test
	void connectionDetailsOfAnotherSourceAreUsed() {
		embedded(this.folder.resolve("postgres"))
			.withBean(JdbcConnectionDetails.class, () -> new SomewhereElse("jdbc:postgresql://127.0.0.1:1/other"))
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedPostgres.class));
	}

	@Test
	void unusableFolderIsExplainedInsteadOfTraced() throws Exception {
		Path data = Files.createFile(this.folder.resolve("postgres"));
		embedded(data).run((context) -> {
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			FailureAnalysis analysis = Objects.requireNonNull(new EmbeddedDatabaseFailureAnalyzer().analyze(failure));
			assertThat(analysis.getDescription()).contains(data.toString()).contains("write");
			assertThat(analysis.getAction()).contains("onerow.embedded.data-directory");
		});
	}

	@Test
	void propertiesHaveDefaults() {
		new ApplicationContextRunner().withUserConfiguration(PropertiesOnly.class).run((context) -> {
			EmbeddedProperties properties = context.getBean(EmbeddedProperties.class);
			assertThat(properties.dataDirectory().toAbsolutePath().normalize())
				.isEqualTo(Path.of("data/postgres").toAbsolutePath());
			assertThat(properties.binaries().normalize()).isEqualTo(Path.of("data/postgres-binaries"));
		});
	}

	private ApplicationContextRunner embedded(Path data) {
		return this.runner.withPropertyValues("onerow.embedded.data-directory=" + data,
				"onerow.embedded.binaries-directory=" + ThrowawayPostgres.BINARIES, "spring.datasource.url=");
	}

	private static Object show(JdbcClient jdbc, String setting) {
		return jdbc.sql("show " + setting).query().singleValue();
	}

	@EnableConfigurationProperties(EmbeddedProperties.class)
	static class PropertiesOnly {

	}

	private record SomewhereElse(String jdbcUrl) implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "";
		}

		@Override
		public String getPassword() {
			return "";
		}

		@Override
		public String getJdbcUrl() {
			return this.jdbcUrl;
		}

	}

}
