package io.onerow.upsert;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a request demands of the one record that it is about (RFC 9110, section 13). It is
 * checked in the transaction that writes, so that nobody comes between.
 *
 * @param match the record must be there and in one of these; null demands nothing
 * @param noneMatch it must not be in any of these; null demands nothing
 */
public record Preconditions(@Nullable Versions match, @Nullable Versions noneMatch) {

	/** Demands nothing. */
	public static final Preconditions NONE = new Preconditions(null, null);

	public boolean areNone() {
		return this.match == null && this.noneMatch == null;
	}

	/**
	 * Lets a record be created.
	 * @throws PreconditionFailed if one must be there
	 */
	public void checkCreate() {
		if (this.match != null) {
			throw new PreconditionFailed("There is no such record");
		}
	}

	/**
	 * Lets a record in that version be changed or deleted.
	 * @throws PreconditionFailed if it must be in another, or not be there
	 */
	public void checkChange(long version) {
		if (this.match != null && !this.match.include(version)) {
			throw new PreconditionFailed("The record has changed since: its version is " + version);
		}
		if (this.noneMatch != null && this.noneMatch.include(version)) {
			throw new PreconditionFailed("There is such a record: its version is " + version);
		}
	}

	/** Lets an upsert that has been made come true. */
	<R extends Versioned> Upserted<R> checked(Upserted<R> upserted) {
		long version = upserted.value().version();
		if (upserted.outcome() == Outcome.CREATED) {
			checkCreate();
		}
		else {
			checkChange((upserted.outcome() == Outcome.UPDATED) ? version - 1 : version);
		}
		return upserted;
	}

	/**
	 * Some versions of a record.
	 *
	 * @param any whether it is all that there are
	 */
	public record Versions(boolean any, Set<Long> listed) {

		/** All. */
		public static final Versions ANY = new Versions(true, Set.of());

		public Versions {
			listed = Set.copyOf(listed);
		}

		boolean include(long version) {
			return this.any || this.listed.contains(version);
		}

	}

}
