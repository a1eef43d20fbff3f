package io.onerow.api.body;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A small body. */
final class MemorySpool implements Spool {

	static final Spool EMPTY = new MemorySpool(new byte[0], 0, 0, () -> {
	});

	private final byte[] body;

	private final int start;

	private final int length;

	private final Runnable release;

	MemorySpool(byte[] body, int start, int length, Runnable release) {
		this.body = body;
		this.start = start;
		this.length = length;
		this.release = release;
	}

	@Override
	public boolean isSmall() {
		return true;
	}

	@Override
	public long length() {
		return this.length;
	}

	@Override
	public InputStream stream() {
		return new ByteArrayInputStream(this.body, this.start, this.length);
	}

	@Override
	public JsonParser parser(JsonMapper json) {
		return json.createParser(this.body, this.start, this.length);
	}

	@Override
	public byte[] bytes(long from, int length) {
		int first = this.start + (int) from;
		return Arrays.copyOfRange(this.body, first, first + length);
	}

	@Override
	public void close() {
		this.release.run();
	}

}
