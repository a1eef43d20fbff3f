package io.onerow.customer;

import org.jspecify.annotations.Nullable;

/** How a request names one customer. */
public sealed interface Lookup {

	/** By the id that this service gave it. */
	record ById(long id) implements Lookup {

	}

	/** By its key, and its language if there are several. */
	record ByKey(CustomerKey key, @Nullable String language) implements Lookup {

	}

}
