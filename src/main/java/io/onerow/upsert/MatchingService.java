package io.onerow.upsert;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Sought;

import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one door of all upserts: looks, decides by a plan, writes under a guard, and begins
 * again when another one came between. An upsert leaves exactly one record under any
 * race, and is a transaction of its own: within another one it is refused.
 * <p>
 * The first try is made without waiting for anybody. Who has lost a race takes the locks
 * of all keys before looking again and keeps them until the write, and so waits in a
 * queue instead of drawing lots. So does at once who comes to a directory where somebody
 * has just lost.
 */
@Service
public class MatchingService {

	private static final int CONTENDED = 10_000;

	private static final Duration CALMED = Duration.ofSeconds(1);

	/** Longer than any statement, and so than the end of who has committed. */
	private static final Duration FLUSHED = Duration.ofSeconds(30);

	/** As long as the database lets one wait for a lock. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final UpsertRetry retry;

	private final Queues queues = new Queues(PATIENCE);

	private final TransactionTemplate transaction;

	/** The directories where a race was lost a moment ago. */
	private final Cache<Object, Boolean> contended = Caffeine.newBuilder()
		.maximumSize(CONTENDED)
		.expireAfterWrite(CALMED)
		.build();

	/** The directories where a commit may not have waited for the disk yet. */
	private final Cache<Object, Boolean> unflushed = Caffeine.newBuilder()
		.maximumSize(CONTENDED)
		.expireAfterWrite(FLUSHED)
		.build();

	MatchingService(UpsertRetry retry, TransactionTemplate transaction) {
		this.retry = retry;
		this.transaction = transaction;
	}

	/**
	 * Changes the record that the plan finds among those of the directory, else creates
	 * one.
	 * @throws Ambiguous if the plan finds several
	 * @throws Taken if a key that was sent belongs to another record
	 * @throws NotFound if a key that this service gives is looked for and nobody has it,
	 * or there is no such directory
	 * @throws Incomplete if nothing matched and what was sent is not enough to create a
	 * record
	 * @throws TooMuchContention if it lost every one of its tries
	 * @throws IllegalTransactionStateException within a transaction
	 */
	public <S extends Sent, R> Upserted<R> upsert(MatchPlan plan, Records<S, R> directory, S sent) {
		refuseTransaction();
		Optional<Upserted<R>> before = doneBefore(directory);
		if (before.isPresent()) {
			return before.get();
		}
		Upserted<R> upserted = untilUndisturbed(directory, sent, () -> attempt(plan, directory, sent, KeyLocks.NONE),
				(locks) -> attempt(plan, directory, sent, locks));
		if (upserted.outcome() == Outcome.UNCHANGED) {
			awaitDisk(directory);
		}
		return upserted;
	}

	/**
	 * The same for one that was looked for already, up to {@link #awaitDisk}.
	 */
	<S extends Sent, R> Upserted<R> upsert(MatchPlan plan, Records<S, R> directory, S sent, Look.Seen<R> seen) {
		Optional<Upserted<R>> before = doneBefore(directory);
		return before.isPresent() ? before.get() : untilUndisturbed(directory, sent,
				() -> write(plan, directory, sent, seen), (locks) -> attempt(plan, directory, sent, locks));
	}

	/** What this item has come to when its request was begun the first time. */
	private static <R> Optional<Upserted<R>> doneBefore(Records<?, R> directory) {
		WriteContext context = WriteContext.current();
		return context.done()
			.upserted(directory.kind(), context.item())
			.map((write) -> write.answer(directory.get(write.recordId())));
	}

	/** Looks for the records of many upserts at once; their writes are one by one. */
	public <S extends Sent, R> UpsertArray<S, R> look(MatchPlan plan, KeyedRecords<S, R> directory, List<S> sent) {
		refuseTransaction();
		return new UpsertArray<>(this, plan, directory, sent, directory.lookForAll(sent, KeyLocks.NONE));
	}

	/**
	 * Which of the records it is, for a bulk, which looks for many at once and writes
	 * them in calls of its own.
	 */
	public <T extends Comparable<T>> Match<T> match(MatchPlan plan, Sought sought,
			Collection<Candidate<T>> candidates) {
		return plan.decide(sought, candidates);
	}

	/** Tells of a deadlock that a bulk has met, which tries again by itself. */
	public void countDeadlock() {
		this.retry.countDeadlock();
	}

	private <S extends Sent, R> Upserted<R> untilUndisturbed(Records<S, R> directory, S sent,
			Supplier<Upserted<R>> first, Function<KeyLocks, Upserted<R>> queued) {
		AtomicBoolean waits = new AtomicBoolean(this.contended.getIfPresent(directory.scope()) != null);
		return this.retry.run(() -> {
			try {
				return waits.getAndSet(true) ? inQueue(directory, directory.locks(sent), queued) : first.get();
			}
			catch (RuntimeException ex) {
				if (Races.isRace(ex)) {
					this.contended.put(directory.scope(), true);
				}
				throw ex;
			}
		});
	}

	/**
	 * What was found unchanged may be what another has committed and not flushed yet.
	 */
	void awaitDisk(Records<?, ?> directory) {
		if (this.unflushed.getIfPresent(directory.scope()) != null) {
			directory.flush();
		}
	}

	private <R> Upserted<R> inQueue(Records<?, R> directory, KeyLocks locks, Function<KeyLocks, Upserted<R>> queued) {
		this.unflushed.put(directory.scope(), true);
		Upserted<R> upserted = this.queues.pass(directory.scope(),
				() -> Objects.requireNonNull(this.transaction.execute((status) -> queued.apply(locks))));
		if (upserted.outcome() != Outcome.UNCHANGED) {
			// the commit has not waited for the disk, so that the next could have the
			// locks
			directory.flush();
		}
		return upserted;
	}

	private static <S extends Sent, R> Upserted<R> attempt(MatchPlan plan, Records<S, R> directory, S sent,
			KeyLocks locks) {
		Look<R> look = directory.look(sent, locks);
		if (look instanceof Look.Settled<R> settled) {
			return settled.upserted();
		}
		return write(plan, directory, sent, (Look.Seen<R>) look);
	}

	private static <S extends Sent, R> Upserted<R> write(MatchPlan plan, Records<S, R> directory, S sent,
			Look.Seen<R> seen) {
		Match<UUID> match = plan.decide(sent.sought(), seen.candidates());
		if (match instanceof Match.Found<UUID> found) {
			return directory.change(sent, found, seen);
		}
		if (match instanceof Match.Several<UUID> several) {
			throw new Ambiguous(several.ids());
		}
		if (match instanceof Match.Conflict<UUID> conflict) {
			throw new Taken(conflict.key(), conflict.holder());
		}
		if (match instanceof Match.Nobody<UUID> nobody && !nobody.isNew()) {
			throw new NotFound(directory.kind());
		}
		return directory.create(sent, seen);
	}

	private static void refuseTransaction() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalTransactionStateException("An upsert is a transaction of its own");
		}
	}

}
