package io.onerow.imports.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file whose encoding nobody has told: what its mark of byte order says,
 * else UTF-8, unless its first character beyond ASCII is none of that; then it is
 * Windows-1252. What begins as the one and goes on as the other is refused.
 */
final class TextReader extends Reader {

	private static final int BUFFER = 16 << 10;

	private final InputStream bytes;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();

	private Charset charset = StandardCharsets.UTF_8;

	private CharsetDecoder decoder = strict(StandardCharsets.UTF_8);

	private boolean isBegun;

	/** Whether there was a character that tells the encoding. */
	private boolean isSure;

	private boolean isOver;

	TextReader(InputStream bytes) {
		this.bytes = bytes;
	}

	/** What it has been read as so far. */
	Charset charset() {
		return this.charset;
	}

	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		begin();
		CharBuffer chars = CharBuffer.wrap(target, offset, length);
		int from = chars.position();
		while (chars.position() == from) {
			CoderResult result = this.decoder.decode(this.buffer, chars, this.isOver);
			this.isSure |= hasMore(target, offset, offset + chars.position() - from);
			if (result.isError()) {
				becomesWindows();
			}
			else if (chars.position() == from && result.isUnderflow() && !fill()) {
				return -1;
			}
		}
		return chars.position() - from;
	}

	private static boolean hasMore(char[] chars, int from, int to) {
		for (int i = from; i < to; i++) {
			if (chars[i] > 0x7F) {
				return true;
			}
		}
		return false;
	}

	private void becomesWindows() {
		if (this.isSure || !this.charset.equals(StandardCharsets.UTF_8)) {
			throw new UnreadableFile("It begins as " + this.charset.name() + " and is not that throughout");
		}
		this.charset = Charset.forName("windows-1252");
		this.decoder = this.charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
	}

	private void begin() throws IOException {
		if (this.isBegun) {
			return;
		}
		this.isBegun = true;
		while (this.buffer.remaining() < 3 && fill()) {
			// the mark may come in pieces
		}
		if (skips(0xEF, 0xBB, 0xBF)) {
			this.isSure = true;
		}
		else if (skips(0xFF, 0xFE)) {
			becomes(StandardCharsets.UTF_16LE);
		}
		else if (skips(0xFE, 0xFF)) {
			becomes(StandardCharsets.UTF_16BE);
		}
	}

	private boolean skips(int... mark) {
		for (int i = 0; i < mark.length; i++) {
			if (this.buffer.remaining() <= i || (this.buffer.get(this.buffer.position() + i) & 0xFF) != mark[i]) {
				return false;
			}
		}
		this.buffer.position(this.buffer.position() + mark.length);
		return true;
	}

	private void becomes(Charset other) {
		this.charset = other;
		this.decoder = strict(other);
		this.isSure = true;
	}

	private static CharsetDecoder strict(Charset charset) {
		return charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
	}

	/** Says whether there may be more to decode. */
	private boolean fill() throws IOException {
		if (this.isOver) {
			return false;
		}
		this.buffer.compact();
		int read = this.bytes.read(this.buffer.array(), this.buffer.position(), this.buffer.remaining());
		if (read > 0) {
			this.buffer.position(this.buffer.position() + read);
		}
		this.isOver = read < 0;
		this.buffer.flip();
		return true;
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

}
