package io.onerow.upsert;

import org.jspecify.annotations.Nullable;

/** A record that counts its changes. */
public interface Versioned {

	/** From 1; each change that is stored makes it one more. */
	long version();

	/**
	 * The id of this record, if what was asked for is a part of it and has another id
	 * since the two were merged; else null.
	 */
	default @Nullable Object mergedInto() {
		return null;
	}

}
