package io.onerow.customer;

import org.jspecify.annotations.Nullable;

/**
 * One customer of a bulk. What identifies it is at hand; the rest may be read from
 * elsewhere on each call of {@link #upsert()}, so that a long list need not be in memory.
 */
public interface BulkItem {

	/** The id, in a bulk that is matched by id; else null. */
	@Nullable Long id();

	/** The key, in a bulk that is matched by it; else null. */
	@Nullable CustomerKey key();

	/** The source that it is named by; null if there is none. */
	default @Nullable String source() {
		CustomerKey key = key();
		return (key != null) ? key.source() : null;
	}

	/** The language that was sent, in upper case. */
	@Nullable String language();

	/** The key of the parent if it is named by key: that one is written first. */
	@Nullable CustomerKey parentKey();

	/**
	 * A strong hash of everything that decides what this item does to its customer; null
	 * if there is more to it. Two items with the same hash must be interchangeable.
	 */
	byte @Nullable [] fingerprint();

	CustomerUpsert upsert();

	/**
	 * Where it stands in what was sent.
	 * @param index of it among those that are written together
	 */
	default int place(int index) {
		return index;
	}

	/** Whether it was sent where one customer is sent, and so has no place in a bulk. */
	default boolean isAlone() {
		return false;
	}

}
