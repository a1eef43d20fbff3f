package io.onerow.api.failure;

import org.jspecify.annotations.Nullable;

/** Looks through the causes of an exception. */
final class Causes {

	/** Causes can form a ring. */
	private static final int DEEPEST = 50;

	private Causes() {
	}

	static <T> @Nullable T find(Throwable thrown, Class<T> type) {
		Throwable cause = thrown;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
			cause = cause.getCause();
		}
		return null;
	}

	static boolean has(Throwable thrown, Class<?> type) {
		return find(thrown, type) != null;
	}

}
