package io.onerow.api;

import java.io.IOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import org.springframework.util.unit.DataSize;

/** A request body that counts and checks its bytes while they are read. */
final class GuardedBody extends ServletInputStream {

	private final ServletInputStream body;

	private final DataSize max;

	private final StrictUtf8 utf8 = new StrictUtf8();

	private long count;

	GuardedBody(ServletInputStream body, DataSize max) {
		this.body = body;
		this.max = max;
	}

	@Override
	public int read() throws IOException {
		int octet = this.body.read();
		if (octet == -1) {
			this.utf8.end();
			return octet;
		}
		count(1);
		this.utf8.accept(octet);
		return octet;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = this.body.read(bytes, offset, length);
		if (read == -1) {
			this.utf8.end();
			return read;
		}
		count(read);
		this.utf8.accept(bytes, offset, read);
		return read;
	}

	private void count(int read) throws BodyTooLarge {
		this.count += read;
		if (this.count > this.max.toBytes()) {
			throw new BodyTooLarge(this.max);
		}
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

	@Override
	public void close() throws IOException {
		this.body.close();
	}

}
