package io.onerow.api.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.onerow.api.share.Limits;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.util.unit.DataSize;

/** A request whose body is read while it comes: no more of it than allowed, no slower. */
final class FileRequest extends HttpServletRequestWrapper {

	private final DataSize max;

	private final Limits limits;

	FileRequest(HttpServletRequest request, DataSize max, Limits limits) {
		super(request);
		this.max = max;
		this.limits = limits;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		ConnectionValve.letSend((HttpServletRequest) getRequest());
		return new Arriving(super.getInputStream(), this.max, this.limits);
	}

	@Override
	public BufferedReader getReader() throws IOException {
		return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
	}

	private static final class Arriving extends ServletInputStream {

		private final ServletInputStream bytes;

		private final DataSize max;

		private final Limits limits;

		private long length;

		/** What the reader did between two reads is not the client's fault. */
		private long waited;

		Arriving(ServletInputStream bytes, DataSize max, Limits limits) {
			this.bytes = bytes;
			this.max = max;
			this.limits = limits;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			long begin = System.nanoTime();
			int read = this.bytes.read(target, offset, length);
			this.waited += System.nanoTime() - begin;
			this.length += Math.max(0, read);
			if (this.length > this.max.toBytes()) {
				throw new BodyTooLarge(this.max);
			}
			long late = this.waited - this.limits.bodyGrace().toNanos();
			if (read > 0 && late / 1e9 * this.limits.bodyRate().toBytes() > this.length) {
				throw new BodyTooSlow();
			}
			return read;
		}

		@Override
		public boolean isFinished() {
			return this.bytes.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.bytes.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("It is read as it comes");
		}

	}

}
