package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.onerow.upsert.Versioned;

/**
 * A customer with the version that an update of it must still find.
 *
 * @param aliases what other sources call it, where a policy lets them
 */
public record Stored(Customer customer, long version, Set<CustomerKey> aliases) implements Versioned {

	public Stored {
		aliases = Set.copyOf(aliases);
	}

	/** One that has the key of its own source alone, as far as anybody asks. */
	Stored(Customer customer, long version) {
		this(customer, version, Set.of());
	}

	/** The same, which other sources call so. */
	Stored also(Set<CustomerKey> others) {
		return new Stored(this.customer, this.version, others);
	}

	/** All by which it is looked for, its own first. */
	List<CustomerKey> keys() {
		List<CustomerKey> keys = new ArrayList<>(1);
		keys.add(this.customer.key());
		keys.addAll(this.aliases);
		return keys;
	}

}
