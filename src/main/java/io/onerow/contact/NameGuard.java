package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameCandidate;
import io.onerow.matching.NameKey;
import io.onerow.upsert.KeyLocks;

/**
 * Lets a write pass only if, once it holds the locks, no name stands under the probed
 * keys but those that were already judged.
 */
@SuppressWarnings("ArrayRecordComponent")
record NameGuard(KeyLocks locks, long[] probes, long letters, int apart, String[] judged) {

	/** For a write that no nearby name can forbid. */
	static final NameGuard NONE = new NameGuard(KeyLocks.NONE, new long[0], 0, 0, new String[0]);

	static NameGuard of(Directory directory, NameKey name, List<NameCandidate<UUID>> judged) {
		long[] probes = name.probeKeys();
		return new NameGuard(KeyLocks.of(directory.id(), name.indexKeys(), probes), probes, name.letters(),
				name.mostLettersApart(),
				judged.stream().map((candidate) -> candidate.key().value()).distinct().toArray(String[]::new));
	}

}
