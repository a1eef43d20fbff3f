package io.onerow.customer;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which items of a bulk need not be written: those that are exactly what was sent before,
 * which need not be checked either, those that were, and refused, and those that the same
 * request has written before.
 */
public final class Recognized {

	private final @Nullable ItemResult[] known;

	private final Set<CustomerKey> stored;

	private final boolean onDisk;

	/**
	 * @param known the results of the items that are recognized, else null
	 * @param stored the keys for which there was a customer
	 * @param onDisk whether all that was read was on disk
	 */
	Recognized(@Nullable ItemResult[] known, Set<CustomerKey> stored, boolean onDisk) {
		this.known = known;
		this.stored = stored;
		this.onDisk = onDisk;
	}

	/** Of so many items none, and nothing is known of their customers. */
	static Recognized none(int items) {
		return new Recognized(new ItemResult[items], Set.of(), true);
	}

	/** Whether the item with this index needs no look at its content. */
	public boolean has(int index) {
		return this.known[index] != null;
	}

	/** Leaves out an item that cannot be taken; the others are not concerned. */
	public void refuse(int index) {
		this.known[index] = new ItemResult.Failed(Refusal.UNFIT);
	}

	/** Leaves out an item that was written before, unless it cannot be taken. */
	void remember(int index, ItemResult result) {
		if (!(this.known[index] instanceof ItemResult.Failed)) {
			this.known[index] = result;
		}
	}

	@Nullable ItemResult[] results() {
		return this.known.clone();
	}

	boolean isStored(CustomerKey key) {
		return this.stored.contains(key);
	}

	boolean onDisk() {
		return this.onDisk;
	}

}
