package io.onerow.api.body;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/** A body that is here, as servlets read one. */
final class SpoolStream extends ServletInputStream {

	private final InputStream bytes;

	private boolean finished;

	SpoolStream(InputStream bytes) {
		this.bytes = bytes;
	}

	@Override
	public int read() throws IOException {
		int octet = this.bytes.read();
		this.finished |= octet == -1;
		return octet;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int read = this.bytes.read(target, offset, length);
		this.finished |= read == -1;
		return read;
	}

	@Override
	public boolean isFinished() {
		return this.finished;
	}

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public void setReadListener(ReadListener listener) {
		throw new IllegalStateException("All of the body is here");
	}

}
