package io.onerow.customer;

/**
 * A customer by what it is stored under, which services before version 2 of the keys did
 * not trim.
 *
 * @param version that in which it was read
 */
record OldCustomer(long id, long version, String source, String sourceId) {

	CustomerKey key() {
		return new CustomerKey(this.source, this.sourceId);
	}

	/**
	 * Whether there is something unseen at the ends of its key. One that is nothing else
	 * is no key, and stays.
	 */
	boolean isUntrimmed() {
		CustomerKey key = key();
		return !(key.source().equals(this.source) && key.sourceId().equals(this.sourceId)) && !key.source().isEmpty()
				&& !key.sourceId().isEmpty();
	}

}
