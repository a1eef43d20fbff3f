package io.onerow.api;

import java.io.IOException;

import org.springframework.util.unit.DataSize;

/** The body is longer than its path allows; the rest of it is not read. */
final class BodyTooLarge extends IOException {

	private final long max;

	BodyTooLarge(DataSize max) {
		super("Body larger than " + max);
		this.max = max.toBytes();
	}

	long max() {
		return this.max;
	}

}
