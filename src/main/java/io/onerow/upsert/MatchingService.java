package io.onerow.upsert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.onerow.matching.Candidate;
import io.onerow.matching.Explanation;
import io.onerow.matching.Match;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Sought;
import io.onerow.upsert.KeyConflict.Holder;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionStatus;
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
 * has just lost, and who has preconditions: they are checked before the commit.
 */
@Service
public class MatchingService {

	/** After which a directory where a race was lost is taken for calm. */
	public static final Duration CALMED = Duration.ofSeconds(1);

	/** Longer than any statement, and so than the end of who has committed. */
	private static final Duration FLUSHED = Duration.ofSeconds(30);

	/** As long as the database lets one wait for a lock. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final UpsertRetry retry;

	private final Queues queues;

	private final UpsertMeters meters;

	private final TransactionTemplate transaction;

	/** The directories where a race was lost a moment ago. */
	private final Recently contended = new Recently(CALMED);

	/** The directories where a commit may not have waited for the disk yet. */
	private final Recently unflushed = new Recently(FLUSHED);

	MatchingService(UpsertRetry retry, TransactionTemplate transaction, UpsertMeters meters) {
		this.retry = retry;
		this.transaction = transaction;
		this.meters = meters;
		this.queues = new Queues(PATIENCE, meters.waits());
	}

	/**
	 * Changes the record that the plan finds among those of the directory, else creates
	 * one.
	 * @throws Ambiguous if the plan finds several
	 * @throws Taken if a key that was sent belongs to another record
	 * @throws NotFound if a key that this service gives is looked for and nobody has it,
	 * or there is no such directory
	 * @throws Doubtful if it may be one of some records, or a new one, and the plan says
	 * that this is refused
	 * @throws Incomplete if nothing matched and what was sent is not enough to create a
	 * record
	 * @throws TooMuchContention if it lost every one of its tries
	 * @throws PreconditionFailed if the preconditions of the {@link WriteContext} do not
	 * hold
	 * @throws IllegalTransactionStateException within a transaction
	 */
	public <S extends Sent, R extends Versioned> Upserted<R> upsert(MatchPlan plan, Records<S, R> directory, S sent) {
		refuseTransaction();
		Optional<Upserted<R>> before = doneBefore(directory);
		if (before.isPresent()) {
			return noted(directory, before.get());
		}
		Upserted<R> upserted = untilUndisturbed(plan, directory, sent,
				() -> attempt(plan, directory, sent, KeyLocks.NONE), (locks) -> attempt(plan, directory, sent, locks));
		if (upserted.outcome() == Outcome.UNCHANGED || upserted.outcome() == Outcome.STALE) {
			awaitDisk(directory);
		}
		WriteContext.current().claim().note(upserted.outcome());
		return noted(directory, upserted);
	}

	/**
	 * The same for one that was looked for already, up to {@link #awaitDisk}.
	 */
	<S extends Sent, R extends Versioned> Upserted<R> upsert(MatchPlan plan, Records<S, R> directory, S sent,
			Look.Seen<R> seen) {
		Optional<Upserted<R>> before = doneBefore(directory);
		return noted(directory, before.isPresent() ? before.get() : untilUndisturbed(plan, directory, sent,
				() -> write(plan, directory, sent, seen), (locks) -> attempt(plan, directory, sent, locks)));
	}

	private static <R extends Versioned> Upserted<R> noted(Records<?, R> directory, Upserted<R> upserted) {
		WriteContext.current().sent(directory.id(upserted.value()));
		return upserted;
	}

	/** What this item has come to when its request was begun the first time. */
	private static <R extends Versioned> Optional<Upserted<R>> doneBefore(Records<?, R> directory) {
		WriteContext context = WriteContext.current();
		return context.done()
			.upserted(directory.kind(), context.item())
			.map((write) -> write
				.answer(directory.find(write.recordId()).orElseThrow(() -> new NotFound(directory.kind()))));
	}

	/** Looks for the records of many upserts at once; their writes are one by one. */
	public <S extends Sent, R extends Versioned> UpsertArray<S, R> look(MatchPlan plan, KeyedRecords<S, R> directory,
			List<S> sent) {
		refuseTransaction();
		this.meters.countTogether(sent.size());
		return new UpsertArray<>(this, plan, directory, sent, directory.lookForAll(sent, KeyLocks.NONE));
	}

	/**
	 * Which of the records it is, for a bulk, which looks for many at once and writes
	 * them in calls of its own.
	 * @param place of the record among those of the request; null where one is sent
	 * @param id how the id of a candidate is shown, should somebody ask why; null if it
	 * has none yet
	 */
	public <T extends Comparable<T>> Match<T> match(MatchPlan plan, Sought sought, Collection<Candidate<T>> candidates,
			@Nullable Integer place, Function<T, @Nullable String> id) {
		Explaining explaining = WriteContext.current().explaining();
		if (explaining == null) {
			return plan.decide(sought, candidates);
		}
		Explanation<T> explanation = plan.explain(sought, candidates);
		explaining.add(place, explanation, id);
		return explanation.match();
	}

	/**
	 * Whether the failure is that of a lost race, for those who try again by themselves.
	 */
	public boolean isRace(RuntimeException failure) {
		if (Races.isDeadlock(failure)) {
			countDeadlock();
		}
		boolean raced = Races.isRace(failure);
		if (raced) {
			countRace();
		}
		return raced;
	}

	/** What to tell of a failure that is no lost race. */
	public RuntimeException refusal(RuntimeException failure) {
		return Races.hasWaited(failure) ? new TooMuchContention(failure) : failure;
	}

	/**
	 * Tells that commits are about to be made which do not wait for the disk, until
	 * {@link Records#flush} or the like.
	 */
	public void commitsEarly(Records<?, ?> directory) {
		this.unflushed.in(directory.scope());
	}

	/** Tells of a deadlock that a bulk has met, which tries again by itself. */
	public void countDeadlock() {
		this.retry.countDeadlock();
	}

	/** Tells of an upsert that there was no time for. */
	void countGivenUp(MatchPlan plan) {
		this.meters.countGivenUp(plan.policy());
	}

	/** Tells of a lost race that showed by no failure, to who tries again by itself. */
	public void countRace() {
		this.retry.countRace();
	}

	private <S extends Sent, R extends Versioned> Upserted<R> untilUndisturbed(MatchPlan plan, Records<S, R> directory,
			S sent, Supplier<Upserted<R>> first, Function<KeyLocks, Upserted<R>> queued) {
		AtomicBoolean waits = new AtomicBoolean(directory.needsLocks() || told(sent) != null
				|| !preconditions().areNone() || this.contended.was(directory.scope()));
		Upserted<R> upserted = this.meters.counted(plan.policy(), () -> this.retry.run(() -> {
			try {
				return waits.getAndSet(true) ? inQueue(directory, sent, queued) : first.get();
			}
			catch (LocksNeeded ex) {
				return inQueue(directory, sent, queued);
			}
			catch (RuntimeException ex) {
				if (Races.isRace(ex) && !WriteContext.current().isDryRun()) {
					this.contended.in(directory.scope());
				}
				throw ex;
			}
		}));
		WriteContext.current().claim().withhold(sent.allowed().withheld(upserted.outcome()));
		return upserted;
	}

	/**
	 * What was found, and not written by this one, may be what another has committed and
	 * not flushed yet. A dry run tells of nothing that must last.
	 */
	void awaitDisk(Records<?, ?> directory) {
		if (this.unflushed.was(directory.scope()) && !WriteContext.current().isDryRun()) {
			directory.flush();
		}
	}

	private <S extends Sent, R extends Versioned> Upserted<R> inQueue(Records<S, R> directory, S sent,
			Function<KeyLocks, Upserted<R>> queued) {
		KeyLocks locks = directory.locks(sent);
		// a careful request looks at what it has done, and its commit waits for the disk
		boolean endsEarly = !WriteContext.current().isCareful();
		if (endsEarly) {
			commitsEarly(directory);
		}
		Supplier<Upserted<R>> work = () -> Objects.requireNonNull(this.transaction
			.execute((status) -> unlessStale(directory, sent, preconditions().checked(queued.apply(locks)), status)));
		// a dry run may hold locks that those in the queue wait for
		Upserted<R> upserted = WriteContext.current().isDryRun() ? work.get()
				: this.queues.pass(directory.scope(), work);
		if (endsEarly && upserted.outcome() != Outcome.UNCHANGED) {
			// the commit has not waited for the disk, so that the next could have the
			// locks
			directory.flush();
		}
		return (upserted.outcome() == Outcome.STALE) ? asItWas(directory, upserted) : upserted;
	}

	private static <R extends Versioned> Upserted<R> asItWas(Records<?, R> directory, Upserted<R> stale) {
		R record = directory.find(directory.id(stale.value())).orElseThrow(RacedException::new);
		return new Upserted<>(record, Outcome.STALE, stale.receipt());
	}

	/** Takes back what the source has overtaken itself. */
	private static <S extends Sent, R extends Versioned> Upserted<R> unlessStale(Records<S, R> directory, S sent,
			Upserted<R> upserted, TransactionStatus status) {
		Instant at = told(sent);
		if (at == null || directory.tell(upserted.value(), WriteContext.current().source(), at)) {
			return upserted;
		}
		status.setRollbackOnly();
		return new Upserted<>(upserted.value(), Outcome.STALE, upserted.receipt());
	}

	private static @Nullable Instant told(Sent sent) {
		Instant own = sent.told();
		return (own != null) ? own : WriteContext.current().claim().at();
	}

	private <S extends Sent, R extends Versioned> Upserted<R> attempt(MatchPlan plan, Records<S, R> directory, S sent,
			KeyLocks locks) {
		Look<R> look = directory.look(sent, locks);
		if (look instanceof Look.Settled<R> settled) {
			return settled.upserted();
		}
		return write(plan, directory, sent, (Look.Seen<R>) look);
	}

	private <S extends Sent, R extends Versioned> Upserted<R> write(MatchPlan plan, Records<S, R> directory, S sent,
			Look.Seen<R> seen) {
		Match<UUID> match = match(plan, sent.sought(), seen.candidates(), WriteContext.current().item(),
				UUID::toString);
		if (match instanceof Match.Found<UUID> found) {
			return directory.change(sent, found, seen);
		}
		refuseUnlessNew(match, seen.candidates(), sent.sought());
		Match.Nobody<UUID> nobody = (Match.Nobody<UUID>) match;
		if (!nobody.isNew()) {
			throw new NotFound(directory.kind());
		}
		preconditions().checkCreate();
		return directory.create(sent, nobody, seen);
	}

	/**
	 * Refuses what is neither one record nor none, in the words of {@link #upsert}.
	 * @throws Ambiguous if there are several
	 * @throws Taken if a key is another's
	 * @throws Doubtful if it may be one of some
	 */
	public static void refuseUnlessNew(Match<UUID> match, Collection<Candidate<UUID>> candidates, Sought sought) {
		if (match instanceof Match.Several<UUID> several) {
			throw new Ambiguous(several.ids(), Holder.among(candidates, sought));
		}
		if (match instanceof Match.Conflict<UUID> conflict) {
			throw new Taken(conflict.key(), conflict.holder(), Holder.among(candidates, sought));
		}
		if (match instanceof Match.Doubt<UUID> doubt) {
			throw new Doubtful(doubt.suspects(), doubt.receipt());
		}
	}

	/**
	 * Deletes a record, or does to it else what no upsert can, if the preconditions of
	 * the {@link WriteContext} hold.
	 * @param version locks the record until the end of the transaction, and tells its
	 * version; nothing if there is none
	 * @throws PreconditionFailed if they do not
	 */
	public <T> T guarded(Supplier<Optional<Long>> version, Supplier<T> deletion) {
		if (preconditions().areNone()) {
			return deletion.get();
		}
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			version.get().ifPresent(preconditions()::checkChange);
			return deletion.get();
		}));
	}

	private static Preconditions preconditions() {
		return WriteContext.current().preconditions();
	}

	/**
	 * An upsert commits what it did before it is told of, and so is never part of another
	 * transaction.
	 */
	public static void refuseTransaction() {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalTransactionStateException("An upsert is a transaction of its own");
		}
	}

}
