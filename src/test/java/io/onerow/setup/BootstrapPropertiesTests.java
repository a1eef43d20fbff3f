package io.onerow.setup;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BootstrapPropertiesTests {

	private static final String GOOD = "8f1b6c0d93a7e2545b0e9d7c6a1f3e82";

	@Test
	void weakSecretIsRefusedWithWhatToDo() {
		for (String weak : List.of("change-me", "change-me-before-anybody-knows", "0123456789abcde", "x".repeat(40),
				GOOD.repeat(3))) {
			assertThatExceptionOfType(WeakBootstrap.class)
				.isThrownBy(() -> new BootstrapProperties("t", "c", weak, List.of()))
				.satisfies((said) -> assertThat(said.action()).contains("ONEROW_BOOTSTRAP_CLIENTSECRET"));
		}
		assertThat(new BootstrapProperties("t", "c", GOOD, List.of()).clientSecret()).isEqualTo(GOOD);
	}

	@Test
	void clientNeedsASecretAndATenant() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", "c", null, List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", null, GOOD, List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties(null, "c", GOOD, List.of()));
	}

	@Test
	void secretIsNotPrinted() {
		assertThat(new BootstrapProperties("t", "c", GOOD, List.of())).asString().doesNotContain(GOOD);
	}

}
