package io.onerow.undo;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A write that is to be undone, with those of its fields that keys are made of.
 *
 * @param version of the record, that this write made
 * @param scope the directory of a contact, the connection of an account, the source of a
 * customer, as it was then
 * @param before those of the fields that it has changed, as they were; a list as JSON
 * @param sentName the full name that was sent
 * @param by the version of the record by which who asks has undone it already; null if
 * that is not so
 */
public record UndoneWrite(UUID record, long version, String kind, @Nullable String scope, Instant at,
		Map<String, @Nullable String> before, @Nullable String sentName, @Nullable Long by) {

	/** A field as it was; null if it had no value, or was not changed. */
	public @Nullable String before(String field) {
		return this.before.get(field);
	}

	/** Whether it gave the field another value. */
	public boolean changed(String field) {
		return this.before.containsKey(field);
	}

}
