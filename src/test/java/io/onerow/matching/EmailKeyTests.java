package io.onerow.matching;

import io.onerow.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailKeyTests {

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "ada@example.com,ada@example.com", "Ada@EXAMPLE.com,ada@example.com",
					"' \tada@example.com\u00A0\n',ada@example.com", "ada+news@example.com,ada+news@example.com",
					"a.d.a@example.com,a.d.a@example.com", "JOSE\u0301@example.com,jos\u00E9@example.com",
					"INFO@example.com,info@example.com", "GRO\u1E9E@example.com,gro\u00DF@example.com", "'',''" })
	void addressIsTrimmedComposedAndLowered(String email, String key) {
		assertThat(EmailKey.of(email).value()).isEqualTo(key);
	}

	@ParameterizedTest
	@CsvSource({ "ada@example.com,ada+news@example.com", "ada.l@example.com,adal@example.com",
			"jose@example.com,jos\u00E9@example.com", "gross@example.com,gro\u00DF@example.com" })
	void differentAddressesStayDifferent(String one, String other) {
		assertThat(EmailKey.of(one)).isNotEqualTo(EmailKey.of(other));
	}

	@Test
	void keyOfAKeyIsThatKey() {
		Property.holds((random) -> {
			EmailKey key = EmailKey.of(Texts.any(random));
			assertThat(EmailKey.of(key.value())).isEqualTo(key);
		});
	}

}
