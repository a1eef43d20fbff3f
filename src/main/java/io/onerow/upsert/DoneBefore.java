package io.onerow.upsert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * What a request that is begun again has written before, by the history of it. None of it
 * is written again: an item that is in here is answered as the first time.
 */
public final class DoneBefore {

	/** Of a request that is not begun again. */
	public static final DoneBefore NOTHING = new DoneBefore(List.of());

	private static final String DELETED = "deleted";

	private static final Set<String> UPSERTED = Set.of(Outcome.CREATED.toString(), Outcome.UPDATED.toString());

	private final Map<Place, Write> upserted = new HashMap<>();

	private boolean deletes;

	/**
	 * @param writes of two for one item the first counts
	 */
	public DoneBefore(List<Write> writes) {
		writes.forEach(this::add);
	}

	private void add(Write write) {
		if (write.outcome().equals(DELETED)) {
			this.deletes = true;
		}
		else if (UPSERTED.contains(write.outcome())) {
			this.upserted.putIfAbsent(new Place(write.kind(), write.item()), write);
		}
	}

	/**
	 * The upsert of an item.
	 * @param kind of the record
	 * @param item its place in the request; null if that is about one record
	 */
	public Optional<Write> upserted(String kind, @Nullable Integer item) {
		return this.upserted.isEmpty() ? Optional.empty()
				: Optional.ofNullable(this.upserted.get(new Place(kind, item)));
	}

	/** Whether it has deleted a record; then that is the one it is about. */
	public boolean hasDeleted() {
		return this.deletes;
	}

	/** Whether it has written no record, or none that is left. */
	public boolean isEmpty() {
		return this.upserted.isEmpty();
	}

	private record Place(String kind, @Nullable Integer item) {

	}

	/**
	 * An entry of the history.
	 *
	 * @param outcome as the history has it
	 * @param receipt as the history has it
	 */
	public record Write(String kind, @Nullable Integer item, UUID recordId, String outcome, @Nullable String receipt) {

		/** What it did. */
		public Outcome did() {
			return Outcome.of(this.outcome);
		}

		/** The answer to it, of the record as it is now. */
		<R> Upserted<R> answer(R record) {
			return new Upserted<>(record, did(),
					(this.receipt != null) ? Receipt.told(this.receipt) : Receipt.by(Receipt.Rule.NONE));
		}

	}

}
