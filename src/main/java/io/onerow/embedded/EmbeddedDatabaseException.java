package io.onerow.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot run: what is wrong and what the operator can do. */
class EmbeddedDatabaseException extends RuntimeException {

	private final String description;

	private final String action;

	EmbeddedDatabaseException(String description, String action) {
		this(description, action, null);
	}

	EmbeddedDatabaseException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.description = description;
		this.action = action;
	}

	String description() {
		return this.description;
	}

	String action() {
		return this.action;
	}

}
