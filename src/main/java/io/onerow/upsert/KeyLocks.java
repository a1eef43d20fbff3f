package io.onerow.upsert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.LongStream;

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
		long[] ours = salted(written, salt);
		long[] keys = LongStream.concat(Arrays.stream(ours), Arrays.stream(salted(lookedFor, salt)))
			.sorted()
			.distinct()
			.toArray();
		boolean[] exclusive = new boolean[keys.length];
		for (int i = 0; i < keys.length; i++) {
			exclusive[i] = Arrays.binarySearch(ours, keys[i]) >= 0;
		}
		return new KeyLocks(keys, exclusive);
	}

	private static long[] salted(long[] keys, long salt) {
		long[] salted = new long[keys.length];
		for (int i = 0; i < keys.length; i++) {
			salted[i] = keys[i] ^ salt;
		}
		Arrays.sort(salted);
		return salted;
	}

	private static long[] hashes(Collection<String> keys) {
		return keys.stream()
			.mapToLong((key) -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits())
			.toArray();
	}

}
