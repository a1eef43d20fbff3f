package io.onerow.api.body;

import java.io.IOException;
import java.util.Arrays;

import io.onerow.api.share.NoRoom;
import io.onerow.api.share.Room;
import io.onerow.api.share.Rooms;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A body while it comes, checked byte by byte: in memory while it is short and there is
 * room, else in a file. For one thread at a time.
 */
final class ArrivingBody {

	/** For JSON that is counted where it is read. */
	static final long UNCOUNTED = Long.MAX_VALUE;

	private static final int MOST_IN_MEMORY = 1 << 20;

	private static final int FIRST_BYTES = 8 << 10;

	private final DataSize max;

	private final Room memory;

	private final @Nullable Room files;

	private final long mostTokens;

	private final JsonTokens tokens = new JsonTokens();

	private final StrictUtf8 utf8 = new StrictUtf8();

	private byte[] bytes;

	private int taken;

	private long length;

	private @Nullable FileSpool file;

	/**
	 * An empty one.
	 * @param declared its length, or -1
	 * @param files null if it must not get into a file
	 * @param mostTokens of its JSON, or {@link #UNCOUNTED}
	 */
	ArrivingBody(long declared, DataSize max, Room memory, @Nullable Room files, long mostTokens) {
		this.mostTokens = mostTokens;
		this.max = max;
		this.memory = memory;
		this.files = files;
		this.bytes = new byte[(declared >= 0) ? (int) Math.min(declared, Rooms.SMALL) : FIRST_BYTES];
	}

	long length() {
		return this.length;
	}

	/** Takes room for what is here, because the rest may take its time. */
	void await() throws NoRoom {
		if (this.memory.tryTake(this.bytes.length)) {
			this.taken = this.bytes.length;
		}
		else {
			spill();
		}
	}

	void append(byte[] read, int count) throws IOException {
		if (this.length + count > this.max.toBytes()) {
			throw new BodyTooLarge(this.max);
		}
		this.utf8.accept(read, 0, count);
		if (this.mostTokens != UNCOUNTED) {
			countTokens(read, count);
		}
		if (this.file == null && !fits(count)) {
			spill();
		}
		if (this.file != null) {
			this.file.append(read, 0, count);
		}
		else {
			System.arraycopy(read, 0, this.bytes, (int) this.length, count);
		}
		this.length += count;
	}

	private void countTokens(byte[] read, int count) throws TooManyTokens {
		this.tokens.accept(read, count);
		if (this.tokens.count() > this.mostTokens) {
			throw new TooManyTokens();
		}
	}

	private boolean fits(int count) {
		long needed = this.length + count;
		if (needed > MOST_IN_MEMORY) {
			return false;
		}
		int size = this.bytes.length;
		while (size < needed) {
			size = Math.min(MOST_IN_MEMORY, 2 * size + FIRST_BYTES);
		}
		if (size > this.bytes.length) {
			if (!this.memory.tryTake(size)) {
				return false;
			}
			freeMemory();
			this.taken = size;
			this.bytes = Arrays.copyOf(this.bytes, size);
		}
		return true;
	}

	private void spill() throws NoRoom {
		if (this.files == null) {
			throw new NoRoom();
		}
		FileSpool spilled = new FileSpool(this.files);
		this.file = spilled;
		spilled.append(this.bytes, 0, (int) this.length);
		freeMemory();
		this.bytes = new byte[0];
	}

	/** Of what has come. */
	long tokens() {
		return this.tokens.count();
	}

	/**
	 * All of it but a byte order mark, when all has come; what it takes is given back
	 * when that is closed.
	 */
	Spool whole() throws MalformedRequest {
		this.utf8.end();
		int mark = this.utf8.mark();
		if (this.file != null) {
			this.file.skip(mark);
			return this.file;
		}
		return new MemorySpool(this.bytes, mark, (int) this.length - mark, this::freeMemory);
	}

	void discard() {
		freeMemory();
		if (this.file != null) {
			this.file.close();
		}
	}

	private void freeMemory() {
		if (this.taken > 0) {
			this.memory.free(this.taken);
			this.taken = 0;
		}
	}

}
