package io.onerow.api.propeller;

import java.util.Arrays;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** A small body. */
final class MemorySpool implements Spool {

	private final byte[] body;

	private final Runnable release;

	MemorySpool(byte[] body, Runnable release) {
		this.body = body;
		this.release = release;
	}

	@Override
	public boolean isSmall() {
		return true;
	}

	@Override
	public JsonParser parser(JsonMapper json) {
		return json.createParser(this.body);
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
