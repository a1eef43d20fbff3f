package io.onerow.upsert;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.onerow.matching.Match;
import io.onerow.matching.Receipt;

/**
 * The records of one directory, as their repository serves the upserts in it. Each look
 * and each write is one round trip and, unless the engine has begun one, a transaction of
 * its own.
 *
 * @param <S> what is sent
 * @param <R> the record
 */
public interface Records<S extends Sent, R extends Versioned> {

	/** What a record is called, such as {@code account}. */
	String kind();

	/** The directory: equal for those that are the same. */
	Object scope();

	/** Whether an upsert takes all its locks before it looks, whatever others do. */
	default boolean needsLocks() {
		return false;
	}

	/**
	 * The locks of all keys that the upsert of this names, and that its write may take.
	 */
	KeyLocks locks(S sent);

	/**
	 * Looks by all rules at once, once it holds the locks. It may settle what needs no
	 * judgement. This and the writes throw {@link LocksNeeded} if they can go on under
	 * locks alone.
	 */
	Look<R> look(S sent, KeyLocks locks);

	/** The record with an id, as it is now. */
	Optional<R> find(UUID id);

	UUID id(R record);

	/**
	 * Creates a record, if still nobody is there that was not seen.
	 * @param why it is none of those that were
	 * @throws Incomplete if what was sent is not enough
	 * @throws RacedException if somebody came between
	 */
	Upserted<R> create(S sent, Receipt why, Look.Seen<R> seen);

	/**
	 * The same where somebody is to be asked whether it is one of some that were seen.
	 */
	default Upserted<R> create(S sent, Match.Nobody<UUID> nobody, Look.Seen<R> seen) {
		return create(sent, nobody.receipt(), seen);
	}

	/**
	 * Changes the record that was found, if it still is as it was seen.
	 * @throws RacedException if somebody came between
	 */
	Upserted<R> change(S sent, Match.Found<UUID> found, Look.Seen<R> seen);

	/**
	 * Notes for what time a source has told the record, as the open transaction has left
	 * it; false if it has told something for a later time.
	 * @throws RacedException if somebody has changed it since
	 */
	boolean tell(R record, String source, Instant at);

	/** Returns when all that was committed before is on disk. */
	void flush();

}
