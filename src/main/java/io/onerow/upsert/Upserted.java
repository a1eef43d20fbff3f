package io.onerow.upsert;

import io.onerow.matching.Receipt;

/** The record as it stands after an upsert, what was done to it, and why it was it. */
public record Upserted<T>(T value, Outcome outcome, Receipt receipt) {

}
