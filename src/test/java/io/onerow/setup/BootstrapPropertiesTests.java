package io.onerow.setup;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BootstrapPropertiesTests {

	@Test
	void shortSecretIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BootstrapProperties("t", "c", "x".repeat(15), List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BootstrapProperties("t", "c", "x".repeat(73), List.of()));
	}

	@Test
	void clientNeedsASecretAndATenant() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", "c", null, List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BootstrapProperties("t", null, "x".repeat(16), List.of()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new BootstrapProperties(null, "c", "x".repeat(16), List.of()));
	}

	@Test
	void secretIsNotPrinted() {
		assertThat(new BootstrapProperties("t", "c", "canary-canary-canary", List.of())).asString()
			.doesNotContain("canary");
	}

}
