package io.onerow.upsert;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.OptimisticLockingFailureException;

/** How it shows that another transaction came between the match and the write. */
public final class Races {

	/** How often an upsert is tried before it gives up. */
	public static final int TRIES = 20;

	/** A unique key that another record has got meanwhile, or has always had. */
	public static final String UNIQUE_VIOLATION = "23505";

	private static final String DEADLOCK = "40P01";

	/** On a cluster, of a tenant that was moved to another node meanwhile. */
	private static final String MOVED = "0A000";

	/** With serialization failure. */
	private static final Set<String> STATES = Set.of(UNIQUE_VIOLATION, DEADLOCK, "40001", MOVED);

	/** Lock not available, canceled: its time was up while it waited for another. */
	private static final Set<String> WAITED = Set.of("55P03", "57014");

	private Races() {
	}

	/** Whether the failure is that of a lost race. */
	public static boolean isRace(Throwable failure) {
		return failure instanceof RacedException || failure instanceof OptimisticLockingFailureException
				|| isRace(state(failure));
	}

	/** Whether the SQLSTATE is that of a lost race. */
	public static boolean isRace(@Nullable String state) {
		return state != null && STATES.contains(state);
	}

	static boolean isDeadlock(Throwable failure) {
		return isDeadlock(state(failure));
	}

	/** Whether the SQLSTATE is that of the victim of a deadlock. */
	public static boolean isDeadlock(@Nullable String state) {
		return DEADLOCK.equals(state);
	}

	/** Whether the failure is that of waiting too long for another transaction. */
	static boolean hasWaited(Throwable failure) {
		return hasWaited(state(failure));
	}

	/** Whether the SQLSTATE is that of waiting too long for another transaction. */
	public static boolean hasWaited(@Nullable String state) {
		return state != null && WAITED.contains(state);
	}

	private static @Nullable String state(Throwable failure) {
		return (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql) ? sql.getSQLState()
				: null;
	}

}
