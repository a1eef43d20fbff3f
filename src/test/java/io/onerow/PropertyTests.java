package io.onerow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PropertyTests {

	@Test
	void eachCaseDrawsOtherValues() {
		List<Long> drawn = new ArrayList<>();
		Property.holds((random) -> drawn.add(random.nextLong()));
		assertThat(new HashSet<>(drawn)).hasSize(1_000);
	}

	@Test
	void failureNamesTheSeedThatDrawsItsCaseAgain() {
		List<Integer> drawn = new ArrayList<>();
		AssertionError failure = assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> Property.holds((random) -> {
				drawn.add(random.nextInt());
				assertThat(drawn).hasSizeLessThan(5);
			}))
			.actual();
		Matcher seed = Pattern.compile("-Dproperty\\.seed=(-?[0-9]+) breaks it").matcher(failure.getMessage());
		assertThat(seed.find()).isTrue();
		assertThat(new SplittableRandom(Long.parseLong(seed.group(1))).nextInt()).isEqualTo(drawn.get(4));
	}

	@Test
	void bothEndsAreDrawn() {
		List<Integer> drawn = new ArrayList<>();
		Property.holds((random) -> drawn.add(Property.between(0, Integer.MAX_VALUE - 1, random)));
		assertThat(drawn).contains(0, Integer.MAX_VALUE - 1);
	}

}
