package io.onerow.upsert;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * The third wall against duplicates: runs an upsert again from its match, in a new
 * transaction, when another one came between. After {@value #TRIES} tries, or when it
 * waited for another until its time was up, it gives up with {@link TooMuchContention}.
 */
@Component
public class UpsertRetry {

	static final int TRIES = 20;

	/** unique violation, deadlock, serialization failure. */
	private static final Set<String> RACES = Set.of("23505", "40P01", "40001");

	/** Lock not available, canceled. */
	private static final Set<String> WAITED = Set.of("55P03", "57014");

	private static final long LONGEST_PAUSE_NANOS = 2_000_000;

	public <T> T run(Supplier<T> attempt) {
		RuntimeException lost = null;
		for (int tried = 0; tried < TRIES; tried++) {
			try {
				return attempt.get();
			}
			catch (RuntimeException ex) {
				if (WAITED.contains(String.valueOf(sqlState(ex)))) {
					throw new TooMuchContention(ex);
				}
				if (!isRace(ex)) {
					throw ex;
				}
				lost = ex;
			}
			LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS * tried + 1));
		}
		throw new TooMuchContention(lost);
	}

	private static boolean isRace(RuntimeException ex) {
		return ex instanceof RacedException || ex instanceof OptimisticLockingFailureException
				|| RACES.contains(String.valueOf(sqlState(ex)));
	}

	private static @Nullable String sqlState(RuntimeException ex) {
		return NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException sql ? sql.getSQLState() : null;
	}

}
