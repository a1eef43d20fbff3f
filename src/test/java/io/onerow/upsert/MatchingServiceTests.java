package io.onerow.upsert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.upsert.Preconditions.Versions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What an upsert does in which order, so that what it tells of is on disk. */
class MatchingServiceTests {

	private static final UUID ID = new UUID(1, 1);

	private static final MatchKey KEY = new MatchKey(KeyKind.ID, ID.toString());

	private final List<String> calls = new ArrayList<>();

	private final MatchingService matching = new MatchingService(new UpsertRetry(),
			new TransactionTemplate(new Transactions(this.calls)), new UpsertMeters(new SimpleMeterRegistry()));

	@AfterEach
	void unbind() {
		WriteContext.bind(null);
	}

	@Test
	void queuedWriteIsFlushedWhenTheLocksAreFree() {
		assertThat(upsert(new Fake(this.calls, true, Outcome.UPDATED, true))).isEqualTo(Outcome.UPDATED);
		assertThat(this.calls).containsExactly("write and commit", "commit", "flush");
	}

	@Test
	void writeThatIsLookedAtWaitsForTheDiskByItself() {
		bind(new Preconditions(Versions.ANY, null), Claim.NONE, false);
		Fake records = new Fake(this.calls, true, Outcome.UPDATED, true);
		assertThat(upsert(records)).isEqualTo(Outcome.UPDATED);
		assertThat(this.calls).containsExactly("write", "commit");
		assertThat(upsert(new Fake(this.calls, false, Outcome.UNCHANGED, true))).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.calls).as("nobody commits early").containsExactly("write", "commit", "write", "commit");
	}

	@Test
	void whatIsFoundIsAwaitedIfOthersCommitEarly() {
		Fake records = new Fake(this.calls, false, Outcome.UNCHANGED, true);
		assertThat(upsert(records)).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.calls).containsExactly("write");
		this.matching.commitsEarly(records);
		assertThat(upsert(records)).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.calls).containsExactly("write", "write", "flush");
	}

	@Test
	void whatIsAnsweredOfAStaleUpsertIsReadBeforeItIsAwaited() {
		bind(Preconditions.NONE, new Claim("crm", Instant.EPOCH, false, SourceRules.NONE, null), false);
		Fake records = new Fake(this.calls, false, Outcome.UPDATED, false);
		assertThat(upsert(records)).isEqualTo(Outcome.STALE);
		assertThat(this.calls).containsExactly("write", "rollback", "find");
		this.calls.clear();
		this.matching.commitsEarly(records);
		assertThat(upsert(records)).isEqualTo(Outcome.STALE);
		assertThat(this.calls).containsExactly("write", "rollback", "find", "flush");
	}

	@Test
	void dryRunWaitsForNoDisk() {
		bind(Preconditions.NONE, Claim.NONE, true);
		Fake records = new Fake(this.calls, true, Outcome.UNCHANGED, true);
		this.matching.commitsEarly(records);
		upsert(records);
		upsert(new Fake(this.calls, true, Outcome.UPDATED, true));
		assertThat(this.calls).containsExactly("write", "commit", "write", "commit");
	}

	private static void bind(Preconditions preconditions, Claim claim, boolean dryRun) {
		WriteContext.bind(new WriteContext("test", "none", "none", null, dryRun, preconditions, claim,
				DoneBefore.NOTHING, null, null));
	}

	private Outcome upsert(Fake records) {
		return this.matching.upsert(MatchPlan.BY_ID, records, new Item()).outcome();
	}

	private record Row(long version) implements Versioned {

	}

	private record Item() implements Sent {

		@Override
		public Sought sought() {
			return Sought.byId(ID);
		}

		@Override
		public @Nullable Instant told() {
			return null;
		}

		@Override
		public Allowed<?> allowed() {
			return Allowed.all("");
		}

	}

	/** One record, to which always happens the same. */
	private record Fake(List<String> calls, boolean needsLocks, Outcome outcome,
			boolean isNews) implements Records<Item, Row> {

		@Override
		public String kind() {
			return "row";
		}

		@Override
		public Object scope() {
			return "scope";
		}

		@Override
		public KeyLocks locks(Item sent) {
			return KeyLocks.of(ID, Set.of(KEY), Set.of(), null);
		}

		@Override
		public Look<Row> look(Item sent, KeyLocks locks) {
			return new Look.Seen<>(List.of(Candidate.of(ID, Set.of(KEY))), Map.of(ID, new Row(1)), !locks.areNone());
		}

		@Override
		public Optional<Row> find(UUID id) {
			this.calls.add("find");
			return Optional.of(new Row(1));
		}

		@Override
		public UUID id(Row record) {
			return ID;
		}

		@Override
		public Upserted<Row> create(Item sent, Receipt why, Look.Seen<Row> seen) {
			throw new IllegalStateException();
		}

		@Override
		public Upserted<Row> change(Item sent, Match.Found<UUID> found, Look.Seen<Row> seen) {
			this.calls.add(Guard.NONE.ending(seen.isHeld()).endsTransaction() ? "write and commit" : "write");
			return new Upserted<>(new Row(2), this.outcome, found.receipt());
		}

		@Override
		public boolean tell(Row record, String source, Instant at) {
			return this.isNews;
		}

		@Override
		public void flush() {
			this.calls.add("flush");
		}

	}

	/** Transactions of nothing. */
	private static final class Transactions extends AbstractPlatformTransactionManager {

		private final transient List<String> calls;

		Transactions(List<String> calls) {
			this.calls = calls;
		}

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.calls.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.calls.add("rollback");
		}

	}

}
