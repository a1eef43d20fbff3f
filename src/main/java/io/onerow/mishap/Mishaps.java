package io.onerow.mishap;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Service;

/**
 * Counts mishaps by tenant, wire and minute, for 31 days. No request waits for it: they
 * are in memory, and stored every ten seconds. What is not stored yet is lost with an
 * instance that ends.
 */
@Service
public class Mishaps {

	/** Kinds of them that are in memory at most; others are not counted then. */
	private static final int MOST = 10_000;

	private final MishapRepository stored;

	private final Clock clock;

	private final Map<Key, Long> counted = new ConcurrentHashMap<>();

	Mishaps(MishapRepository stored, Clock clock) {
		this.stored = stored;
		this.clock = clock;
	}

	/** Counts something that was met so often. */
	public void count(TenantId tenant, String wire, Mishap what, long times) {
		Key key = new Key(tenant, this.clock.instant().truncatedTo(ChronoUnit.MINUTES), wire, what);
		if (this.counted.size() < MOST || this.counted.containsKey(key)) {
			this.counted.merge(key, times, Long::sum);
		}
	}

	/**
	 * How often what was met since then, as far as it is stored, by steps of time, wire
	 * and what it was, in that order.
	 * @param step of time, in seconds
	 */
	public List<Mishap.Count> counts(TenantId tenant, Instant since, int step) {
		return this.stored.counts(tenant, since, step);
	}

	/** Stores what is in memory. */
	void store() {
		for (Key key : List.copyOf(this.counted.keySet())) {
			Long times = this.counted.remove(key);
			try {
				this.stored.add(key.tenant(), key.minute(), key.wire(), key.what(), (times != null) ? times : 0);
			}
			catch (RuntimeException ex) {
				this.counted.merge(key, (times != null) ? times : 0, Long::sum);
				throw ex;
			}
		}
	}

	private record Key(TenantId tenant, Instant minute, String wire, Mishap what) {

	}

}
