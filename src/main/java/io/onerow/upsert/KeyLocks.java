package io.onerow.upsert;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Advisory locks of one transaction, in the one order in which all transactions take
 * them, so that they cannot deadlock: {@code keys} ascending, {@code exclusive} beside
 * it. Two upserts that could match each other's record must name a common key, and at
 * least one of them as a writer of it.
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyLocks(long[] keys, boolean[] exclusive) {

	/** Takes none. */
	public static final KeyLocks NONE = new KeyLocks(new long[0], new boolean[0]);

	/** As {@link #of(UUID, long[], long[])}, for keys that are texts. */
	public static KeyLocks of(UUID scope, Collection<String> written, Collection<String> lookedFor) {
		return of(scope, hashes(written), hashes(lookedFor));
	}

	/**
	 * Locks what an upsert is about to write exclusively and what it has only looked for
	 * as shared.
	 * @param scope the directory within which the keys mean something
	 */
	public static KeyLocks of(UUID scope, long[] written, long[] lookedFor) {
		long salt = scope.getMostSignificantBits() * 31 + scope.getLeastSignificantBits();
		Map<Long, Boolean> sorted = new TreeMap<>();
		for (long key : lookedFor) {
			sorted.put(key ^ salt, false);
		}
		for (long key : written) {
			sorted.put(key ^ salt, true);
		}
		long[] keys = new long[sorted.size()];
		boolean[] exclusive = new boolean[keys.length];
		int next = 0;
		for (Map.Entry<Long, Boolean> lock : sorted.entrySet()) {
			keys[next] = lock.getKey();
			exclusive[next++] = lock.getValue();
		}
		return new KeyLocks(keys, exclusive);
	}

	private static long[] hashes(Collection<String> keys) {
		return keys.stream()
			.mapToLong((key) -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits())
			.toArray();
	}

}
