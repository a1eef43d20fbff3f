package io.onerow.api.failure;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;

import io.onerow.upsert.TooMuchContention;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * What the database made of a request: it is away or busy (503, try again), it refused a
 * value (400), or the record conflicts with another (409).
 */
final class StoreFailures {

	private static final Logger log = LoggerFactory.getLogger(StoreFailures.class);

	/** A rollback that fails, as it hides that the database had gone before. */
	private static final List<Class<?>> UNAVAILABLE = List.of(TooMuchContention.class, TransactionException.class,
			TransientDataAccessException.class, RecoverableDataAccessException.class,
			DataAccessResourceFailureException.class, CannotCreateTransactionException.class,
			TransactionTimedOutException.class, SQLTransientException.class, SQLRecoverableException.class);

	/** Connection, rollback, resources, operator, system: SQLSTATE classes. */
	private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "40", "53", "57", "58");

	/**
	 * Lock not available, read-only after a failover, transaction timeout, tenant moved
	 * to another node of a cluster.
	 */
	private static final Set<String> UNAVAILABLE_STATES = Set.of("55P03", "25006", "25P04", "0A000");

	/** Foreign key, unique, exclusion. */
	private static final Set<String> CONFLICTS = Set.of("23503", "23505", "23P01");

	private StoreFailures() {
	}

	static @Nullable Failure of(Throwable thrown) {
		String state = state(thrown);
		if (isUnavailable(thrown, state)) {
			log.warn("Database unavailable: SQLSTATE {}, {}", state, thrown.getClass().getName());
			return Failure.of(HttpStatus.SERVICE_UNAVAILABLE, "The service is busy; send the request again.")
				.with(HttpHeaders.RETRY_AFTER, "1");
		}
		if (CONFLICTS.contains(state) || (state.isEmpty() && thrown instanceof DataIntegrityViolationException)) {
			return Failure.of(HttpStatus.CONFLICT, "The record conflicts with another one.");
		}
		if (state.startsWith("22") || state.startsWith("23")) {
			log.warn("The database refused a value that was let through: SQLSTATE {}", state);
			return Failure.of(HttpStatus.BAD_REQUEST, "A value cannot be stored.");
		}
		return null;
	}

	private static boolean isUnavailable(Throwable thrown, String state) {
		return UNAVAILABLE_STATES.contains(state)
				|| (state.length() > 2 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)))
				|| UNAVAILABLE.stream().anyMatch((type) -> Causes.has(thrown, type));
	}

	private static String state(Throwable thrown) {
		SQLException cause = Causes.find(thrown, SQLException.class);
		return (cause != null && cause.getSQLState() != null) ? cause.getSQLState() : "";
	}

}
