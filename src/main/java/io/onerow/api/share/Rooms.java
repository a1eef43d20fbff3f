package io.onerow.api.share;

import java.time.Duration;

/**
 * How much memory and disk all bodies together may take, so that small heaps are safe
 * too: what a client sends is bounded by what is there, not by a number of connections.
 */
public final class Rooms {

	/** Up to here a body is small, and has no large one before it when it waits. */
	public static final int SMALL = 16 << 10;

	/** A value in a tree: object, node, entry and slot, for the costliest JSON. */
	private static final long TOKEN = 64;

	/** Bytes, text and their copies on the way to the database and back. */
	private static final long COPIES = 10;

	/** What a bulk needs, whose customers are read one by one. */
	private static final long STREAMED = 8 << 20;

	private final Room arriving;

	private final Room strangers;

	private final Room files;

	private final Room small;

	private final Room large;

	private final Duration patience;

	Rooms(Limits limits) {
		this.arriving = Room.ofHeap(limits.arrivingShare());
		this.strangers = Room.ofHeap(limits.strangerShare());
		this.files = new Room(limits.spooled().toBytes());
		this.small = Room.ofHeap(limits.smallShare());
		this.large = Room.ofHeap(limits.largeShare());
		this.patience = limits.patience();
	}

	/** For bodies on their way, in memory. */
	public Room arriving() {
		return this.arriving;
	}

	/** For those of them that come without a credential. */
	public Room strangers() {
		return this.strangers;
	}

	/** For bodies in temporary files. */
	public Room files() {
		return this.files;
	}

	/** Whether one of this length is; not if it is unknown (-1). */
	public static boolean isSmall(long length) {
		return length >= 0 && length <= SMALL;
	}

	/**
	 * Takes what a body needs when it is read.
	 * @param tokens values, names and brackets of its JSON
	 * @return gives it back
	 */
	public Runnable forWorkOn(long length, long tokens, boolean streamed) throws NoRoom {
		long bytes = streamed ? Math.min(STREAMED, length * COPIES) : length * COPIES + tokens * TOKEN;
		Room room = isSmall(length) ? this.small : this.large;
		room.take(bytes, this.patience);
		return () -> room.free(bytes);
	}

}
