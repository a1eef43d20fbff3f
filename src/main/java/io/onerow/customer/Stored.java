package io.onerow.customer;

import io.onerow.upsert.Versioned;

/** A customer with the version that an update of it must still find. */
public record Stored(Customer customer, long version) implements Versioned {

}
