package io.onerow.matching;

import java.util.Arrays;

/**
 * The segments of a name that serve to find it again (the Pass-Join method). A stored
 * name of length L is cut in limit + 1 segments; a name near it repeats at least one of
 * them, a little shifted.
 * <p>
 * Which ones, and how far shifted: take an alignment with at most k edits, and count with
 * each segment the edits in it and the insertions right after it (with the first, also
 * those before it). Let segment i, from 0, be the first such that all up to and including
 * it hold at most i edits; there is one with i at most k, as k + 1 segments hold at most
 * k. Those before it then hold exactly i, so it has none: it occurs unchanged, shifted by
 * at most i, and the end of the name, with at most k - i edits after it, is shifted
 * against it by at most k - i.
 */
final class NameSegments {

	/** Of a query of 12 or more: 5 for its own length, 4 for +-1 and 3 for +-2. */
	private static final int MAX_PROBES = 19;

	private final CodePoints name;

	private final int length;

	private NameSegments(CodePoints name) {
		this.name = name;
		this.length = name.length();
	}

	static NameSegments of(NameKey name) {
		return new NameSegments(CodePoints.of(name.value()));
	}

	long[] indexKeys() {
		long[] keys = new long[segments(this.length)];
		for (int segment = 0; segment < keys.length; segment++) {
			keys[segment] = key(this.length, segment, 0);
		}
		return distinct(keys, keys.length);
	}

	long[] probeKeys() {
		long[] keys = new long[MAX_PROBES];
		int count = 0;
		int longest = this.length + NameKey.limitOf(this.length);
		for (int stored = Math.max(0, this.length - NameKey.MAX_LIMIT); stored <= longest; stored++) {
			count = addProbes(stored, keys, count);
		}
		return distinct(keys, count);
	}

	private int addProbes(int stored, long[] keys, int start) {
		int count = start;
		int limit = NameKey.limitOf(Math.min(stored, this.length));
		int longer = this.length - stored;
		for (int segment = 0; segment <= limit; segment++) {
			int after = limit - segment;
			int first = Math.max(-segment, longer - after);
			int last = Math.min(segment, longer + after);
			for (int shift = first; shift <= last; shift++) {
				keys[count++] = key(stored, segment, shift);
			}
		}
		return count;
	}

	/** The key of the text here where a name of the stored length has that segment. */
	private long key(int stored, int segment, int shift) {
		int end = start(stored, segment + 1) + shift;
		long hash = mixed(mixed(0, stored), segment);
		for (int i = start(stored, segment) + shift; i < end; i++) {
			hash = mixed(hash, this.name.valueAt(i));
		}
		return finished(hash);
	}

	private static int segments(int length) {
		return NameKey.limitOf(length) + 1;
	}

	private static int start(int length, int segment) {
		return segment * length / segments(length);
	}

	// The hash, like the cut, is stored: a change of either makes every index row wrong.
	// Each step takes one int: multiply by 2^64 / golden ratio, fold the upper half down.

	static long mixed(long hash, int next) {
		long product = (hash ^ next) * 0x9E3779B97F4A7C15L;
		return product ^ (product >>> 32);
	}

	/** The 64-bit finaliser of MurmurHash3. */
	static long finished(long hash) {
		long h = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
		h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
		return h ^ (h >>> 33);
	}

	private static long[] distinct(long[] keys, int count) {
		Arrays.sort(keys, 0, count);
		int kept = 0;
		for (int i = 0; i < count; i++) {
			if (kept == 0 || keys[kept - 1] != keys[i]) {
				keys[kept++] = keys[i];
			}
		}
		return Arrays.copyOf(keys, kept);
	}

}
