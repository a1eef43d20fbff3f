package io.onerow.undo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** What undoes writes in the database; each is one round trip. */
interface UndoFunctions {

	/** The write that made that version of a record; none if it is not known. */
	List<UndoneWrite> find(TenantId tenant, UUID record, long version, WriteContext by);

	/**
	 * The writes of a request, newest first.
	 * @param after the last of those before, or null to begin
	 * @param by who undoes them
	 */
	List<UndoneWrite> page(TenantId tenant, String request, @Nullable Place after, int size, WriteContext by);

	/** How many writes there are of a request. */
	long count(TenantId tenant, String request);

	/**
	 * Undoes writes in their order, each in a transaction of its own, up to the first
	 * that fails or until the time of the call is up. What is done is safe only after
	 * {@link #flush}.
	 * @param keys of each write, what its {@link Undoable} says of it, as JSON
	 * @return what came of the first ones, one at least, as JSON
	 */
	List<String> undo(TenantId tenant, List<UndoneWrite> writes, List<String> keys, WriteContext by, Instant now,
			Duration wait, Duration call);

	/** Returns when all that was committed before is on disk. */
	void flush(TenantId tenant);

	/** Where a write stands among those of its request. */
	record Place(Instant at, UUID record, long version) {

		private static final String SEPARATOR = " ";

		static Place of(UndoneWrite write) {
			return new Place(write.at(), write.record(), write.version());
		}

		/** Reads what it prints as. */
		static Place parse(String text) {
			String[] parts = text.split(SEPARATOR, -1);
			return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]));
		}

		@Override
		public String toString() {
			return this.at + SEPARATOR + this.record + SEPARATOR + this.version;
		}

	}

}
