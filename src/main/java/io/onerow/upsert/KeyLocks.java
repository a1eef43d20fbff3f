package io.onerow.upsert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
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
		return merged(salted(written, salt), salted(lookedFor, salt));
	}

	private static KeyLocks merged(long[] written, long[] lookedFor) {
		long[] keys = new long[written.length + lookedFor.length];
		boolean[] exclusive = new boolean[keys.length];
		int size = 0;
		int ours = 0;
		int theirs = 0;
		while (ours < written.length || theirs < lookedFor.length) {
			boolean write = theirs == lookedFor.length || (ours < written.length && written[ours] <= lookedFor[theirs]);
			long key = write ? written[ours++] : lookedFor[theirs++];
			if (size == 0 || keys[size - 1] != key) {
				keys[size] = key;
				exclusive[size++] = write;
			}
		}
		return new KeyLocks(Arrays.copyOf(keys, size), Arrays.copyOf(exclusive, size));
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
