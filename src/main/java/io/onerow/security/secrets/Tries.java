package io.onerow.security.secrets;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * How often something may be tried for each key. Of a key only the time is kept at which
 * all that it used up has come back; past that it need not be kept.
 */
final class Tries<K> {

	private final Rate rate;

	private final Clock clock;

	private final Cache<K, Long> spentUntil;

	Tries(Rate rate, int keys, Clock clock) {
		this.rate = rate;
		this.clock = clock;
		this.spentUntil = Caffeine.newBuilder().maximumSize(keys).expireAfterWrite(rate.whole()).build();
	}

	/**
	 * Runs a guess, which uses up a try unless it is right or fails; throws
	 * {@link TryLater}, and runs nothing, if no try is left.
	 */
	boolean guess(K key, BooleanSupplier guess) {
		take(key);
		boolean wrong = false;
		try {
			wrong = !guess.getAsBoolean();
			return !wrong;
		}
		finally {
			if (!wrong) {
				giveBack(key);
			}
		}
	}

	private void take(K key) {
		long now = this.clock.millis();
		long[] lacking = new long[1];
		this.spentUntil.asMap().compute(key, (same, until) -> {
			long next = Math.max((until != null) ? until : now, now) + this.rate.every().toMillis();
			lacking[0] = next - now - this.rate.whole().toMillis();
			return (lacking[0] > 0) ? until : Long.valueOf(next);
		});
		if (lacking[0] > 0) {
			throw TryLater.tooOften(Duration.ofMillis(lacking[0]));
		}
	}

	private void giveBack(K key) {
		this.spentUntil.asMap().computeIfPresent(key, (same, until) -> until - this.rate.every().toMillis());
	}

}
