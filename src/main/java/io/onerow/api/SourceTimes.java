package io.onerow.api;

import java.time.Instant;

import io.onerow.api.json.Members;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** Since when a record is so at its source, by the member that the tenant has named. */
public final class SourceTimes {

	private SourceTimes() {
	}

	/**
	 * The time that a record has; null if it has none, or a blank one, or none is read on
	 * this wire.
	 */
	public static @Nullable Instant in(Members record) {
		String member = WriteContext.current().claim().timeMember();
		return (member != null) ? record.withoutBlanks().time(member).applyTo(null) : null;
	}

}
