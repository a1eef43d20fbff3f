package io.onerow.api.body;

import java.io.IOException;

import org.springframework.util.unit.DataSize;

/** The body is longer than its path allows; the rest of it is not read. */
public final class BodyTooLarge extends IOException {

	private final long max;

	BodyTooLarge(DataSize max) {
		super("Body larger than " + max);
		this.max = max.toBytes();
	}

	/** What the path allows, in bytes. */
	public long max() {
		return this.max;
	}

}
