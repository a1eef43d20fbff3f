package io.onerow.review;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.Match;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The questions whether a contact that was created in doubt, or was found to be like
 * another, is one that was there. Two are asked about once. An answer is final, and
 * closes the questions that it answers too.
 */
@Service
public class Reviews {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final ReviewRepository reviews;

	private final UpsertRetry retry;

	private final Clock clock;

	Reviews(ReviewRepository reviews, UpsertRetry retry, Clock clock) {
		this.reviews = reviews;
		this.retry = retry;
		this.clock = clock;
	}

	/**
	 * Asks whether a contact that the open transaction has created is one of the
	 * suspects, and notes the questions for the answer of the request.
	 */
	public void ask(TenantId tenant, UUID directory, UUID contact, List<Match.Suspect<UUID>> suspects) {
		WriteContext by = WriteContext.current();
		List<UUID> asked = this.reviews.ask(tenant, directory, contact, suspects, by, now());
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			// which it may not come to, and then it asks again
			@Override
			public void afterCommit() {
				if (!by.isDryRun()) {
					by.affected().addAsked(asked);
				}
			}

		});
	}

	/**
	 * Asks about pairs of contacts of a directory that are stored, but for those that are
	 * one, or were asked about already; answers how many questions there are more.
	 */
	public int find(TenantId tenant, UUID directory, List<Pair> pairs) {
		return this.reviews.find(tenant, directory, pairs, WriteContext.current(), now());
	}

	/**
	 * The questions after one, in the order in which they were asked.
	 * @param state {@code open}, {@code same} or {@code different}; null for all
	 * @param after the last of the page before, or null for the first page
	 */
	public List<Review> list(TenantId tenant, @Nullable String state, @Nullable UUID after, int size) {
		return this.reviews.read(tenant, null, state, (after != null) ? after : BEFORE_ALL, size);
	}

	/**
	 * Answers a question, for who asks now: {@code same} merges the two, the one that was
	 * there being the survivor; {@code different} is never asked again. The same answer
	 * once more changes nothing.
	 * @throws NotFound if the tenant has no such question
	 * @throws AlreadyDecided if it was answered otherwise
	 */
	public Review decide(TenantId tenant, UUID id, String decision) {
		WriteContext by = WriteContext.current();
		UUID merge = UuidCreator.getTimeOrderedEpoch();
		ReviewFunctions.Answer answer = this.retry
			.run(() -> this.reviews.decide(tenant, id, decision, merge, by, now()));
		if (answer.state().equals("other")) {
			throw new AlreadyDecided();
		}
		by.affected().add(answer.closed());
		return this.reviews.read(tenant, id, null, BEFORE_ALL, 1)
			.stream()
			.findFirst()
			.orElseThrow(() -> new NotFound("review"));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/** Two that are stored, of which the one may be the other. */
	public record Pair(UUID record, Match.Suspect<UUID> other) {

	}

}
