package io.onerow.upsert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import org.jspecify.annotations.Nullable;

/**
 * Advisory locks of one transaction, in the one order in which all transactions take
 * them, so that they cannot deadlock: {@code keys} ascending, {@code exclusive} beside
 * it. Two upserts that could match each other's record must name a common key, and at
 * least one of them as a writer of it.
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyLocks(long[] keys, boolean[] exclusive) {

	private static final long[] NO_KEYS = {};

	/** Takes none. */
	public static final KeyLocks NONE = new KeyLocks(new long[0], new boolean[0]);

	/**
	 * Locks what an upsert is about to write exclusively and what it has only looked for
	 * as shared.
	 * @param scope the directory within which the keys mean something
	 * @param name whose keys in the index are written, and whose probes are looked for
	 */
	public static KeyLocks of(UUID scope, Collection<MatchKey> written, Collection<MatchKey> lookedFor,
			@Nullable NameSearch name) {
		long salt = salt(scope);
		return merged(salted(written, (name != null) ? name.indexKeys() : NO_KEYS, salt),
				salted(lookedFor, (name != null) ? name.probeKeys() : NO_KEYS, salt));
	}

	/** The same for keys that are hashed already. */
	public static KeyLocks of(UUID scope, long[] written, long[] lookedFor) {
		long salt = salt(scope);
		return merged(salted(Set.of(), written, salt), salted(Set.of(), lookedFor, salt));
	}

	/** These and the others. */
	public KeyLocks and(KeyLocks others) {
		return merged(sorted(LongStream.concat(these(true), others.these(true))),
				sorted(LongStream.concat(these(false), others.these(false))));
	}

	private static long salt(UUID scope) {
		return scope.getMostSignificantBits() * 31 + scope.getLeastSignificantBits();
	}

	public boolean areNone() {
		return this.keys.length == 0;
	}

	private LongStream these(boolean exclusively) {
		return IntStream.range(0, this.keys.length)
			.filter((i) -> this.exclusive[i] == exclusively)
			.mapToLong((i) -> this.keys[i]);
	}

	private static long[] sorted(LongStream keys) {
		return keys.sorted().toArray();
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

	private static long[] salted(Collection<MatchKey> keys, long[] nameKeys, long salt) {
		long[] salted = new long[keys.size() + nameKeys.length];
		int size = 0;
		for (MatchKey key : keys) {
			salted[size++] = hash(key) ^ salt;
		}
		for (long key : nameKeys) {
			salted[size++] = key ^ salt;
		}
		Arrays.sort(salted);
		return salted;
	}

	private static long hash(MatchKey key) {
		byte[] text = (key.kind() + " " + key.value()).getBytes(StandardCharsets.UTF_8);
		return UUID.nameUUIDFromBytes(text).getLeastSignificantBits();
	}

}
