package io.onerow.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Tells how much of a file was read. */
final class Counted extends FilterInputStream {

	private final Progress progress;

	private final long first;

	private final long size;

	private final long start = System.nanoTime();

	private long read;

	/**
	 * Counts.
	 * @param first how many bytes of the file stand before
	 * @param size of the file
	 */
	Counted(InputStream bytes, Progress progress, long first, long size) {
		super(bytes);
		this.progress = progress;
		this.first = first;
		this.read = first;
		this.size = size;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int count = super.read(target, offset, length);
		if (count > 0) {
			this.read += count;
			double rate = (this.read - this.first) * 1e9 / Math.max(1, System.nanoTime() - this.start);
			this.progress.show("Sent", this.read, this.size, rate,
					Duration.ofMillis((long) ((this.size - this.read) * 1000 / rate)));
		}
		return count;
	}

}
