package io.onerow.setup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BootstrapPropertiesTests {

	@Test
	void shortSecretIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", "c", "x".repeat(15)));
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", "c", "x".repeat(73)));
	}

	@Test
	void clientNeedsASecretAndATenant() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", "c", null));
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties("t", null, "x".repeat(16)));
		assertThatIllegalArgumentException().isThrownBy(() -> new BootstrapProperties(null, "c", "x".repeat(16)));
	}

	@Test
	void secretIsNotPrinted() {
		assertThat(new BootstrapProperties("t", "c", "canary-canary-canary")).asString().doesNotContain("canary");
	}

}
