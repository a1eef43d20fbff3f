package io.onerow.upsert;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/**
 * The third wall against duplicates: runs an upsert again from its match, in a new
 * transaction, when another one came between. After {@link Races#TRIES} tries, or when it
 * waited for another until its time was up, it gives up with {@link TooMuchContention}.
 */
@Component
public class UpsertRetry implements MeterBinder {

	private final RetryTemplate template = new RetryTemplate(
			RetryPolicy.builder().predicate(Races::isRace).backOff(Pauses::new).build());

	private final LongAdder races = new LongAdder();

	private final LongAdder deadlocks = new LongAdder();

	public <T> T run(Supplier<T> attempt) {
		try {
			return this.template.execute(() -> counted(attempt));
		}
		catch (RetryException ex) {
			throw failure(ex.getCause());
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("onerow.upsert.races", this.races, LongAdder::sum)
			.description("Tries that another transaction came between, most of which were made again")
			.register(registry);
		FunctionCounter.builder("onerow.upsert.deadlocks", this.deadlocks, LongAdder::sum)
			.description("Tries that ended as the victim of a deadlock, which none ever should")
			.register(registry);
	}

	/** How many tries have ended as the victim of a deadlock, which none ever should. */
	public long deadlocks() {
		return this.deadlocks.sum();
	}

	void countDeadlock() {
		this.deadlocks.increment();
	}

	void countRace() {
		this.races.increment();
		WriteContext.current().affected().addRace();
	}

	private <T> T counted(Supplier<T> attempt) {
		try {
			return attempt.get();
		}
		catch (RuntimeException ex) {
			if (Races.isRace(ex)) {
				countRace();
			}
			if (Races.isDeadlock(ex)) {
				countDeadlock();
			}
			throw ex;
		}
	}

	private static RuntimeException failure(Throwable last) {
		if (last instanceof Error error) {
			throw error;
		}
		boolean lost = Races.isRace(last) || Races.hasWaited(last);
		return (last instanceof RuntimeException other && !lost) ? other : new TooMuchContention(last);
	}

	/** None, then longer ones, drawn so that those who have met do not meet again. */
	private static final class Pauses implements BackOffExecution {

		private static final long LONGEST_MILLIS = 2;

		private int lost;

		@Override
		public long nextBackOff() {
			long longest = LONGEST_MILLIS * this.lost;
			return (++this.lost == Races.TRIES) ? STOP : ThreadLocalRandom.current().nextLong(longest + 1);
		}

	}

}
