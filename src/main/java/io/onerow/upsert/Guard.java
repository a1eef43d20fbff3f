package io.onerow.upsert;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Sought;
import org.jspecify.annotations.Nullable;

/**
 * Lets a write pass only if, once it holds the locks, no record has one of the keys, and
 * none a name under the probed keys, but those that were seen.
 */
public record Guard(KeyLocks locks, Sought sought, List<Candidate<UUID>> seen, boolean endsTransaction) {

	private static final Sought NOTHING = new Sought(Set.of(), Set.of(), null);

	private static final long[] NO_PROBES = {};

	/** For a write that makes no other upsert match something else. */
	public static final Guard NONE = new Guard(KeyLocks.NONE, NOTHING, List.of(), false);

	public static Guard of(KeyLocks locks, Sought sought, List<Candidate<UUID>> seen) {
		return new Guard(locks, sought, seen, false);
	}

	/**
	 * The same for the last statement of a transaction that holds locks, which ends with
	 * it in the same round trip and does not wait for the disk: others wait for the
	 * locks. The log is flushed afterwards. A careful request ends it itself.
	 */
	public Guard ending(boolean holdsLocks) {
		return new Guard(this.locks, this.sought, this.seen, holdsLocks && !WriteContext.current().isCareful());
	}

	/** The statement of the write. */
	public String statement(String call) {
		return this.endsTransaction ? call + "; commit" : call;
	}

	/** The guarded keys of these kinds. */
	public String[] keys(KeyKind... kinds) {
		return Stream.of(kinds).flatMap((kind) -> this.sought.values(kind).stream()).toArray(String[]::new);
	}

	/** The ids of the records that may have them. */
	public UUID[] seenIds() {
		return this.seen.stream().map(Candidate::id).distinct().toArray(UUID[]::new);
	}

	/** The keys of the name index under which no other name may stand. */
	public long[] probes() {
		NameSearch name = this.sought.name();
		return (name != null) ? name.probeKeys() : NO_PROBES;
	}

	/** In how many bits the letters of a name that matters differ at most. */
	public int apart() {
		NameSearch name = this.sought.name();
		return (name != null) ? name.key().mostLettersApart() : 0;
	}

	/** The names that may stand there. */
	public String[] judged() {
		return this.seen.stream().map(Candidate::name).map(Guard::text).distinct().toArray(String[]::new);
	}

	private static String text(@Nullable NameKey name) {
		return (name != null) ? name.value() : "";
	}

}
