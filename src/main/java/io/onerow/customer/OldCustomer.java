package io.onerow.customer;

/**
 * A customer whose key has something unseen at its ends, as services before version 2 of
 * the keys wrote it.
 *
 * @param key trimmed
 * @param version that in which it was read
 */
record OldCustomer(long id, long version, CustomerKey key) {

	/** One that is nothing but white space is no key, and stays. */
	boolean hasKey() {
		return !this.key.source().isEmpty() && !this.key.sourceId().isEmpty();
	}

}
