package io.onerow.review;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.Match;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** What of the questions are functions of the database; each is one round trip. */
interface ReviewFunctions {

	/**
	 * Asks whether a contact is one of the suspects; answers the ids of the questions.
	 */
	List<UUID> ask(TenantId tenant, UUID directory, UUID contact, List<Match.Suspect<UUID>> suspects, WriteContext by,
			Instant now);

	/**
	 * Asks about pairs of a directory that are stored, but for those that are one, or
	 * were asked about; answers how many questions there are more.
	 */
	int find(TenantId tenant, UUID directory, List<Reviews.Pair> pairs, WriteContext by, Instant now);

	/**
	 * The questions after one, in the order in which they were asked.
	 * @param id of the one that is wanted; null for all
	 * @param state null for any
	 */
	List<Review> read(TenantId tenant, @Nullable UUID id, @Nullable String state, UUID after, int size);

	/** Answers a question. */
	Answer decide(TenantId tenant, UUID id, String decision, UUID merge, WriteContext by, Instant now);

	/**
	 * What became of it.
	 *
	 * @param state a word of the function
	 * @param closed the questions that are answered by it
	 */
	record Answer(String state, List<UUID> closed) {

	}

}
