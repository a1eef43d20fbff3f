package io.onerow.api.propeller;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/**
 * Where the bodies of bulks wait while they are read twice: small ones in memory, as long
 * as all of those together stay small too, the others in files without a name.
 */
@Component
class Spools {

	private static final long SMALL = 4L << 20;

	private static final long SHARE_OF_HEAP = 24;

	private final AtomicLong free = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

	/**
	 * Reads a body to its end.
	 * @param length as declared, or -1
	 */
	Spool read(InputStream body, long length) throws IOException {
		if (length < 0 || length > SMALL || !take(length)) {
			return FileSpool.of(body);
		}
		try {
			return new MemorySpool(body.readAllBytes(), () -> this.free.addAndGet(length));
		}
		catch (IOException | RuntimeException ex) {
			this.free.addAndGet(length);
			throw ex;
		}
	}

	private boolean take(long length) {
		return this.free.getAndUpdate((now) -> (now >= length) ? now - length : now) >= length;
	}

}
