package io.onerow.api.body;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Checks bytes as they stream by: UTF-8 without overlong forms and surrogates, and
 * without the byte 0, which no JSON text holds and every UTF-16 one does. The JSON parser
 * is laxer than this in all of these.
 */
final class StrictUtf8 {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private static final int MARK_BYTES = 3;

	private static final int MOST_CHARS = 2048;

	/** Reports what it cannot decode, as a new one does. */
	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

	/** Of the character that the last bytes have begun. */
	private final ByteBuffer begun = ByteBuffer.allocate(4).limit(0);

	private CharBuffer chars = CharBuffer.allocate(0);

	private boolean started;

	private boolean marked;

	void accept(byte[] bytes, int offset, int length) throws MalformedRequest {
		for (int i = offset; i < offset + length; i++) {
			if (bytes[i] == 0) {
				throw new MalformedRequest("The body must be UTF-8; it holds a zero byte.");
			}
		}
		if (this.chars.capacity() < Math.min(length, MOST_CHARS)) {
			this.chars = CharBuffer.allocate(Math.min(Math.max(length, 4), MOST_CHARS));
		}
		ByteBuffer input = ByteBuffer.wrap(bytes, offset, length);
		while (this.begun.hasRemaining() && input.hasRemaining()) {
			complete(input.get());
		}
		decode(input);
		this.begun.compact().put(input).flip();
	}

	/** The end of the body, which must not be in the middle of a character. */
	void end() throws MalformedRequest {
		if (this.begun.hasRemaining()) {
			throw notUtf8();
		}
	}

	/** How many bytes at the start are a byte order mark, which says nothing. */
	int mark() {
		return this.marked ? MARK_BYTES : 0;
	}

	private void complete(byte next) throws MalformedRequest {
		this.begun.compact().put(next).flip();
		decode(this.begun);
	}

	private void decode(ByteBuffer input) throws MalformedRequest {
		CoderResult result;
		do {
			this.chars.clear();
			result = this.decoder.decode(input, this.chars, false);
			if (!this.started && this.chars.position() > 0) {
				this.started = true;
				this.marked = this.chars.get(0) == BYTE_ORDER_MARK;
			}
			if (result.isError()) {
				throw notUtf8();
			}
		}
		while (result.isOverflow());
	}

	private static MalformedRequest notUtf8() {
		return new MalformedRequest("The body must be UTF-8.");
	}

}
