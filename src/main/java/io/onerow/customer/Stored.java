package io.onerow.customer;

/** A customer with the version that an update of it must still find. */
record Stored(Customer customer, long version) {

}
