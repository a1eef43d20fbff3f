package io.onerow.tenant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TenantIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "demo", "a-b_c", "0abc", "a234567890123456789012345678901234567890" })
	void nameIsTaken(String name) {
		assertThat(new TenantId(name)).hasToString(name);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "A", "-a", "_a", "a b", "a\n", "ä", "a'b", "a2345678901234567890123456789012345678901" })
	void otherTextIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(name));
	}

}
