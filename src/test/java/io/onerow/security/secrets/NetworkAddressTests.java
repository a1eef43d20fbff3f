package io.onerow.security.secrets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkAddressTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "::ffff:192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
			"2001:db8:1:2::, 20010db800010002/64", "fe80::1%eth0, fe80000000000000/64", "::1, 0000000000000000/64" })
	void senderIsAnAddressOrANetworkOf64Bits(String remote, String text) {
		assertThat(NetworkAddress.of(remote).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "example.com", "deadbeef", "999.1.1.1", "1.2.3", ":::", "1:2", "unknown",
			"2001:db8::1%", "a\0b" })
	void whatIsNoAddressIsNotLookedUpAndIsAllTheSame(String remote) {
		assertThat(NetworkAddress.of(remote).text()).isIn("?", "20010db800000000/64");
	}

}
