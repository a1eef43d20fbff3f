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
					"INFO@example.com,info@example.com", "GRO\u1E9E@example.com,gro\u00DF@example.com",
					"\uFEFFada@example.com\u200B,ada@example.com", "no address,no address", "'',''" })
	void addressIsTrimmedComposedAndLowered(String email, String key) {
		assertThat(EmailKey.of(email).value()).isEqualTo(key);
	}

	/** What is no domain stays as it is. */
	@ParameterizedTest
	@CsvSource({ "info@m\u00FCnchen.example,info@xn--mnchen-3ya.example",
			"INFO@M\u00DCNCHEN.Example,info@xn--mnchen-3ya.example",
			"info@mu\u0308nchen.example,info@xn--mnchen-3ya.example",
			"info@XN--MNCHEN-3YA.example,info@xn--mnchen-3ya.example",
			"jos\u00E9@\u4F8B\u3048\u3002jp,jos\u00E9@xn--r8jz45g.jp", "a@b@stra\u00DFe.de,a@b@xn--strae-oqa.de",
			"info@\uFF41\uFF43\uFF4D\uFF45.com,info@acme.com", "info@\u2764.example,info@\u2764.example" })
	void domainIsInAscii(String email, String key) {
		assertThat(EmailKey.of(email).value()).isEqualTo(key);
		assertThat(EmailKey.of(key).value()).isEqualTo(key);
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
