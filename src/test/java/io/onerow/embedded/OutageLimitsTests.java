package io.onerow.embedded;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLimitsTests {

	private final OutageLimits limits = new OutageLimits(Duration.ofMinutes(1), Duration.ofMinutes(30),
			DataSize.ofMegabytes(64));

	@ParameterizedTest
	@CsvSource({ "59, 1000, false", "60, 1000, true", "60, 64, true", "60, 63, false", "1799, 0, false",
			"1800, 0, true" })
	void fullDiskIsWaitedForLongerThanAnythingElse(long seconds, long megabytes, boolean ends) {
		assertThat(this.limits.endsAfter(Duration.ofSeconds(seconds), DataSize.ofMegabytes(megabytes).toBytes()))
			.isEqualTo(ends);
	}

}
