package io.onerow.api.body;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A small body. */
final class MemorySpool implements Spool {

	static final Spool EMPTY = new MemorySpool(new byte[0], 0, () -> {
	});

	private final byte[] body;

	private final int length;

	private final Runnable release;

	MemorySpool(byte[] body, int length, Runnable release) {
		this.body = body;
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
		return new ByteArrayInputStream(this.body, 0, this.length);
	}

	@Override
	public JsonParser parser(JsonMapper json) {
		return json.createParser(this.body, 0, this.length);
	}

	@Override
	public byte[] bytes(long from, int length) {
		return Arrays.copyOfRange(this.body, (int) from, (int) from + length);
	}

	@Override
	public void close() {
		this.release.run();
	}

}
