package io.onerow.customer;

import java.time.Instant;

/** That a source says something of a customer, and since when it is so there. */
record Telling(String source, Instant at) {

}
