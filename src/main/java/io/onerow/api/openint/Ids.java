package io.onerow.api.openint;

import java.util.Optional;
import java.util.UUID;

import io.onerow.upsert.NotFound;

/** Ids are texts on this wire: one that is no id of ours is simply unknown. */
final class Ids {

	private Ids() {
	}

	static UUID get(String text, String what) {
		return find(text).orElseThrow(() -> new NotFound(what));
	}

	static Optional<UUID> find(String text) {
		try {
			UUID id = UUID.fromString(text);
			// Java reads shorter forms too
			return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
