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

	/** With deadlock and serialization failure. */
	private static final Set<String> STATES = Set.of(UNIQUE_VIOLATION, "40P01", "40001");

	private Races() {
	}

	/** Whether the failure is that of a lost race. */
	public static boolean isRace(Throwable failure) {
		return failure instanceof RacedException || failure instanceof OptimisticLockingFailureException
				|| (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
						&& isRace(sql.getSQLState()));
	}

	/** Whether the SQLSTATE is that of a lost race. */
	public static boolean isRace(@Nullable String state) {
		return state != null && STATES.contains(state);
	}

}
