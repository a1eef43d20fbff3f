package io.onerow.api.failure;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * An exception as it may be logged: what it is and where it was thrown, without the
 * messages, any of which may quote a value of a request or of the database.
 */
final class Wordless extends Throwable {

	/** Causes can form a ring. */
	private static final int DEEPEST = 20;

	private Wordless(String kind, @Nullable Wordless cause, StackTraceElement[] frames) {
		super(kind, cause, false, true);
		setStackTrace(frames);
	}

	static Wordless of(Throwable thrown) {
		return of(thrown, DEEPEST);
	}

	private static Wordless of(Throwable thrown, int deep) {
		Throwable cause = thrown.getCause();
		return new Wordless(kind(thrown), (cause != null && deep > 0) ? of(cause, deep - 1) : null,
				thrown.getStackTrace());
	}

	private static String kind(Throwable thrown) {
		String name = thrown.getClass().getName();
		return (thrown instanceof SQLException sql) ? name + ", SQLSTATE " + sql.getSQLState() : name;
	}

}
