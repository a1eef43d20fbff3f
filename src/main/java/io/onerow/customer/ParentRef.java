package io.onerow.customer;

/** How a request names the parent of a customer. */
public sealed interface ParentRef {

	/** By the id that this service gave it. */
	record ById(long id) implements ParentRef {

	}

	/** By its source, which must have it in one language only. */
	record ByKey(CustomerKey key) implements ParentRef {

	}

}
