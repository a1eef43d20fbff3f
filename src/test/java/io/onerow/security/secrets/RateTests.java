package io.onerow.security.secrets;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateTests {

	@Test
	void rateIsWrittenAsABurstAndASpanOfTime() {
		assertThat(Rate.of("30/10s")).isEqualTo(new Rate(30, Duration.ofSeconds(10)));
		assertThat(Rate.of("8 / 3m").whole()).isEqualTo(Duration.ofMinutes(24));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "30", "30/", "/10s", "0/10s", "-1/10s", "30/0s", "30/10s/5", "x/10s" })
	void otherTextIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Rate.of(text));
	}

}
