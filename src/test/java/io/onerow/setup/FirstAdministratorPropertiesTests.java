package io.onerow.setup;

import java.util.List;
import java.util.Objects;

import io.onerow.security.secrets.RandomSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FirstAdministratorPropertiesTests {

	private static final String GOOD = "8f1b6c0d93a7e2545b0e9d7c6a1f3e82";

	@ParameterizedTest
	@ValueSource(strings = { "", "admin", "demo-admin-secret", "0123456789abcdef0123456789abcde",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "change-me-change-me-change-me-change-me",
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef012345678" })
	void weakSecretIsRefusedWithWhatToDo(String secret) {
		new ApplicationContextRunner().withUserConfiguration(Bound.class)
			.withPropertyValues("onerow.bootstrap.tenant=t", "onerow.bootstrap.administrator-id=root",
					"onerow.bootstrap.administrator-secret=" + secret)
			.run((context) -> {
				Throwable failure = Objects.requireNonNull(context.getStartupFailure());
				FailureAnalysis said = Objects.requireNonNull(new WeakBootstrapFailureAnalyzer().analyze(failure));
				assertThat(said.getDescription()).isEqualTo("The secret of the first administrator is weak.");
				assertThat(said.getAction()).contains("ONEROW_BOOTSTRAP_ADMINISTRATORSECRET", "openssl rand -hex 32");
			});
	}

	@Test
	void administratorNeedsASecretAndATenant() {
		assertThatExceptionOfType(WeakBootstrap.class)
			.isThrownBy(() -> new FirstAdministratorProperties("t", "root", null));
		assertThatExceptionOfType(WeakBootstrap.class)
			.isThrownBy(() -> new FirstAdministratorProperties("t", null, GOOD));
		assertThatExceptionOfType(WeakBootstrap.class)
			.isThrownBy(() -> new FirstAdministratorProperties(null, "root", GOOD));
		assertThat(new FirstAdministratorProperties("t", "root", GOOD)).asString().doesNotContain(GOOD);
	}

	@Test
	void idIsOneThatAClientCanHave() {
		assertThatExceptionOfType(WeakBootstrap.class).isThrownBy(() -> new FirstAdministratorProperties("t", "", GOOD))
			.satisfies((said) -> assertThat(said.action()).contains("ONEROW_BOOTSTRAP_ADMINISTRATORID"));
	}

	@Test
	void keyOfAnAdministratorIsAsStrong() {
		assertThatExceptionOfType(WeakBootstrap.class)
			.isThrownBy(() -> new ApiKeyBootstrapProperties("t", null, "k".repeat(40), List.of()))
			.satisfies((said) -> assertThat(said.action()).contains("ONEROW_BOOTSTRAP_ADMINISTRATORKEY"));
		assertThat(new ApiKeyBootstrapProperties("t", null, RandomSecret.next(), List.of()).tenant()).isEqualTo("t");
	}

	@EnableConfigurationProperties(FirstAdministratorProperties.class)
	static class Bound {

	}

}
