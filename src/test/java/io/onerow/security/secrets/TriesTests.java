package io.onerow.security.secrets;

import java.time.Duration;

import io.onerow.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TriesTests {

	private final SettableClock clock = new SettableClock();

	private final Tries<String> tries = new Tries<>(new Rate(3, Duration.ofSeconds(10)), 1_000, this.clock);

	@Test
	void wrongGuessesAreUsedUpAndComeBackOneByOne() {
		wrong(3);
		refused(10);
		this.clock.pass(9);
		refused(1);
		this.clock.pass(1);
		wrong(1);
		refused(10);
		this.clock.pass(1_000);
		wrong(3);
		refused(10);
	}

	@Test
	void rightGuessesAndFailuresUseUpNothing() {
		wrong(2);
		for (int n = 0; n < 10; n++) {
			assertThat(this.tries.guess("a", () -> true)).isTrue();
			assertThatIllegalStateException().isThrownBy(() -> this.tries.guess("a", () -> {
				throw new IllegalStateException();
			}));
		}
		wrong(1);
		refused(10);
	}

	@Test
	void guessesUnderWayCount() {
		assertThat(this.tries.guess("a", () -> {
			wrong(2);
			refused(10);
			return true;
		})).isTrue();
		wrong(1);
		refused(10);
	}

	@Test
	void keysDoNotConcernEachOther() {
		wrong(3);
		assertThat(this.tries.guess("b", () -> false)).isFalse();
	}

	private void wrong(int times) {
		for (int n = 0; n < times; n++) {
			assertThat(this.tries.guess("a", () -> false)).isFalse();
		}
	}

	private void refused(long seconds) {
		assertThatExceptionOfType(TryLater.class).isThrownBy(() -> this.tries.guess("a", () -> true))
			.satisfies((later) -> assertThat(later.seconds()).isEqualTo(seconds));
	}

}
