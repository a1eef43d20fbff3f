package io.onerow.api.share;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * So many bytes of memory or disk, of which bodies take a part as long as they need it.
 */
public final class Room {

	/** A semaphore counts integers. */
	private static final int UNIT = 1024;

	private static final int MOST_WAITING = 32;

	private final Semaphore free;

	private final int total;

	Room(long bytes) {
		this.total = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
		this.free = new Semaphore(this.total, true);
	}

	static Room ofHeap(int percent) {
		return new Room(Runtime.getRuntime().maxMemory() / 100 * percent);
	}

	/** Takes so many bytes if they are free now. */
	public boolean tryTake(long bytes) {
		return this.free.tryAcquire(units(bytes));
	}

	/**
	 * Takes so many bytes, all of the room at most.
	 * @throws NoRoom if they do not become free in time, or many others wait
	 */
	void take(long bytes, Duration patience) throws NoRoom {
		if (!tryTake(bytes) && !Waiting.tryAcquire(this.free, units(bytes), MOST_WAITING, patience)) {
			throw new NoRoom();
		}
	}

	/** Gives back what one call took. */
	public void free(long bytes) {
		this.free.release(units(bytes));
	}

	private int units(long bytes) {
		return (int) Math.min(this.total, bytes / UNIT + 1);
	}

}
