package io.onerow.api;

import java.io.IOException;

import io.onerow.api.share.Limits;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.catalina.connector.ClientAbortException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * An answer that ends when the client takes it too slowly. One that is whole when its
 * controller returns is not sent before: a short one goes at once then, with its length,
 * and not in chunks.
 */
final class PacedResponse extends HttpServletResponseWrapper {

	private final Limits limits;

	private @Nullable Paced stream;

	PacedResponse(HttpServletResponse response, Limits limits) {
		super(response);
		this.limits = limits;
	}

	@Override
	public void flushBuffer() throws IOException {
		if (!isWhole()) {
			super.flushBuffer();
		}
	}

	/** Lines of JSON and pages are sent as they come. */
	private boolean isWhole() {
		String type = getContentType();
		return type != null && (type.startsWith(MediaType.APPLICATION_JSON_VALUE)
				|| type.startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE));
	}

	boolean isLate() {
		return this.stream != null && this.stream.late;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		if (this.stream == null) {
			this.stream = new Paced(super.getOutputStream());
		}
		return this.stream;
	}

	/** Counts the time that writing takes, which is none for a client that keeps up. */
	private final class Paced extends ServletOutputStream {

		private static final int STEP = 8 << 10;

		private final ServletOutputStream answer;

		private final long grace;

		private final double nanosForByte;

		private long nanos;

		private long bytes;

		private boolean late;

		Paced(ServletOutputStream answer) {
			this.answer = answer;
			this.grace = PacedResponse.this.limits.answerGrace().toNanos();
			this.nanosForByte = 1e9 / PacedResponse.this.limits.answerRate().toBytes();
		}

		@Override
		public void write(int octet) throws IOException {
			write(new byte[] { (byte) octet }, 0, 1);
		}

		@Override
		public void write(byte[] source, int offset, int length) throws IOException {
			int done = 0;
			// in steps, so that the client is judged more than once
			while (done < length) {
				int step = Math.min(length - done, STEP);
				long start = System.nanoTime();
				this.answer.write(source, offset + done, step);
				done += step;
				judge(start, step);
			}
		}

		@Override
		public void flush() throws IOException {
			if (isWhole()) {
				return;
			}
			long start = System.nanoTime();
			this.answer.flush();
			judge(start, 0);
		}

		private void judge(long start, int written) throws IOException {
			this.nanos += System.nanoTime() - start;
			this.bytes += written;
			if (this.nanos > this.grace + this.bytes * this.nanosForByte) {
				this.late = true;
			}
			if (this.late) {
				throw new ClientAbortException("The answer is not taken in time");
			}
		}

		@Override
		public void close() throws IOException {
			this.answer.close();
		}

		@Override
		public boolean isReady() {
			return this.answer.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.answer.setWriteListener(listener);
		}

	}

}
