package io.onerow.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks bytes as they stream by: UTF-8 without overlong forms and surrogates, without a
 * byte order mark, and without the byte 0, which no JSON text holds and every UTF-16 one
 * does. The JSON parser is laxer than this in all of these.
 */
final class StrictUtf8 {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long ONES = 0x0101010101010101L;

	private static final int BYTE_ORDER_MARK = 0xEFBBBF;

	/** Bytes that the current character still lacks, and the range of the next one. */
	private int lacking;

	private int low;

	private int high;

	private int position;

	private int first;

	void accept(byte[] bytes, int offset, int length) throws MalformedRequest {
		int end = offset + length;
		int at = offset;
		while (at < end) {
			if (this.lacking == 0 && this.position >= 3) {
				at = skipAscii(bytes, at, end);
				if (at == end) {
					return;
				}
			}
			accept(bytes[at++] & 0xFF);
		}
	}

	/** The end of the body, which must not be in the middle of a character. */
	void end() throws MalformedRequest {
		if (this.lacking > 0) {
			throw notUtf8();
		}
	}

	void accept(int octet) throws MalformedRequest {
		refuseByteOrderMark(octet);
		if (this.lacking == 0) {
			start(octet);
		}
		else if (octet < this.low || octet > this.high) {
			throw notUtf8();
		}
		else {
			expect(this.lacking - 1, 0x80, 0xBF);
		}
	}

	private void start(int octet) throws MalformedRequest {
		if (octet == 0) {
			throw new MalformedRequest("The body must be UTF-8; it holds a zero byte.");
		}
		if (octet < 0x80) {
			return;
		}
		if (octet < 0xC2 || octet > 0xF4) {
			throw notUtf8();
		}
		if (octet < 0xE0) {
			expect(1, 0x80, 0xBF);
		}
		else if (octet < 0xF0) {
			expect(2, (octet == 0xE0) ? 0xA0 : 0x80, (octet == 0xED) ? 0x9F : 0xBF);
		}
		else {
			expect(3, (octet == 0xF0) ? 0x90 : 0x80, (octet == 0xF4) ? 0x8F : 0xBF);
		}
	}

	private void expect(int lacking, int low, int high) {
		this.lacking = lacking;
		this.low = low;
		this.high = high;
	}

	private void refuseByteOrderMark(int octet) throws MalformedRequest {
		if (this.position < 3) {
			this.first = this.first << 8 | octet;
			if (++this.position == 3 && this.first == BYTE_ORDER_MARK) {
				throw new MalformedRequest("The body must not start with a byte order mark.");
			}
		}
	}

	/** Eight bytes at a time, as long as each is from 1 to 127. */
	private static int skipAscii(byte[] bytes, int from, int end) {
		int at = from;
		while (at + Long.BYTES <= end) {
			long eight = (long) LONGS.get(bytes, at);
			if (((eight | (eight - ONES)) & HIGH_BITS) != 0) {
				return at;
			}
			at += Long.BYTES;
		}
		return at;
	}

	private static MalformedRequest notUtf8() {
		return new MalformedRequest("The body must be UTF-8.");
	}

}
