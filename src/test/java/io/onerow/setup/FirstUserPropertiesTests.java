package io.onerow.setup;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FirstUserPropertiesTests {

	@Test
	void userNeedsTenantAddressAndPassword() {
		assertThatIllegalArgumentException().isThrownBy(() -> new FirstUserProperties("acme", "a@acme.example", null));
		assertThatIllegalArgumentException().isThrownBy(() -> new FirstUserProperties("acme", null, "0123456789ab"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FirstUserProperties(null, "a@acme.example", "0123456789ab"));
	}

	@Test
	void passwordIsAsLongAsBcryptReads() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FirstUserProperties("acme", "a@acme.example", "0123456789a"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FirstUserProperties("acme", "a@acme.example", "é".repeat(37)));
		assertThat(new FirstUserProperties("acme", "a@acme.example", "0123456789ab")).asString()
			.doesNotContain("0123456789ab");
	}

}
