package io.onerow.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.tenant.Connections;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.KeyedRecords;
import io.onerow.upsert.Look;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/** Accounts, as an upsert sees them. */
record AccountRecords(AccountScope scope, AccountFunctions accounts, Connections connections,
		TransactionTemplate transaction, Clock clock) implements KeyedRecords<SentAccount, Account> {

	@Override
	public String kind() {
		return "account";
	}

	@Override
	public void flush() {
		this.accounts.flush(this.scope.tenant());
	}

	@Override
	public KeyLocks locks(SentAccount sent) {
		Set<MatchKey> keys = new HashSet<>(sent.sites());
		if (sent.changes().website() instanceof Change.Set<String> website) {
			keys.addAll(AccountKeys.ofWebsite(website.value()));
		}
		return locks(this.scope.connectionId(), keys, Set.of());
	}

	/** The keys mean something within a connection only. */
	private KeyLocks locks(@Nullable String connection, Set<MatchKey> written, Set<MatchKey> lookedFor) {
		return (connection == null || (written.isEmpty() && lookedFor.isEmpty())) ? KeyLocks.NONE
				: this.connections.find(this.scope.tenant(), connection)
					.map((one) -> KeyLocks.of(one.directory(), written, lookedFor, null))
					.orElse(KeyLocks.NONE);
	}

	@Override
	public Look.Seen<Account> lookForAll(List<SentAccount> sent, KeyLocks locks) {
		List<Sought> sought = sent.stream()
			.map(SentAccount::sought)
			.filter((one) -> !one.keys().isEmpty() || !one.given().isEmpty())
			.toList();
		Map<UUID, Account> found = new HashMap<>();
		if (!sought.isEmpty()) {
			this.accounts.find(this.scope, sought, locks).forEach((account) -> found.put(account.id(), account));
		}
		return new Look.Seen<>(found.values().stream().map(this::candidate).toList(), found, !locks.areNone());
	}

	@Override
	public Candidate<UUID> candidate(Account account) {
		Set<MatchKey> keys = account.matchKeys();
		keys.add(new MatchKey(KeyKind.ID, account.id().toString()));
		AccountSource source = account.source();
		if (source != null) {
			keys.add(source.key());
		}
		return Candidate.of(account.id(), keys);
	}

	@Override
	public Optional<Account> find(UUID id) {
		return this.accounts.find(this.scope, List.of(Sought.byId(id)), KeyLocks.NONE).stream().findFirst();
	}

	@Override
	public UUID id(Account account) {
		return account.id();
	}

	@Override
	public Upserted<Account> create(SentAccount sent, Receipt why, Look.Seen<Account> seen) {
		Account created = Account.created(UuidCreator.getTimeOrderedEpoch(), this.scope.connectionId(), sent, now());
		KeyLocks locks = areHeld(seen, created) ? KeyLocks.NONE
				: locks(created.connectionId(), created.matchKeys(), sent.sites());
		Guard guard = Guard.of(locks, sent.sought(), seen.candidates());
		Consumer<UUID> along = sent.along();
		Account stored = (along == null) ? write(created, guard.ending(seen.isHeld()), why)
				: createWith(along, created, guard, why);
		return new Upserted<>(stored, Outcome.CREATED, why);
	}

	private Account write(Account account, Guard guard, Receipt why) {
		return this.accounts.write(this.scope.tenant(), account, guard, why, WriteContext.current());
	}

	private Account createWith(Consumer<UUID> along, Account created, Guard guard, Receipt why) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			Account stored = write(created, guard, why);
			along.accept(stored.id());
			return stored;
		}));
	}

	@Override
	public Upserted<Account> change(SentAccount sent, Match.Found<UUID> found, Look.Seen<Account> seen) {
		Account stored = seen.record(found.id());
		Account changed = stored.with(sent, now());
		if (changed.equals(stored)) {
			return new Upserted<>(stored, Outcome.UNCHANGED, found.receipt());
		}
		// one that changes no key makes no other upsert match something else
		Guard guard = changed.isMatchedAs(stored) ? Guard.NONE : guard(stored, changed, sent, seen);
		Account written = write(changed, guard.ending(seen.isHeld()), found.receipt());
		return new Upserted<>(written, Outcome.UPDATED, found.receipt());
	}

	@Override
	public boolean tell(Account account, String source, Instant at) {
		return this.accounts.tell(this.scope.tenant(), account, source, at);
	}

	private Guard guard(Account stored, Account changed, SentAccount sent, Look.Seen<Account> seen) {
		KeyLocks locks = areHeld(seen, changed) ? KeyLocks.NONE : locks(stored, changed, sent.sites());
		return Guard.of(locks, sent.sought(), seen.candidates());
	}

	/**
	 * Whether the locks of all keys that it gets are held: it gets none but those that
	 * were sent, and to take more would be out of order.
	 */
	private boolean areHeld(Look.Seen<Account> seen, Account written) {
		return seen.isHeld() && Objects.equals(written.connectionId(), this.scope.connectionId());
	}

	/** An account that moves takes its keys from one connection to the other. */
	private KeyLocks locks(Account stored, Account changed, Set<MatchKey> lookedFor) {
		if (stored.connectionId() != null && !stored.connectionId().equals(changed.connectionId())) {
			return locks(stored.connectionId(), stored.matchKeys(), Set.of())
				.and(locks(changed.connectionId(), changed.matchKeys(), lookedFor));
		}
		Set<MatchKey> written = new HashSet<>(stored.matchKeys());
		written.addAll(changed.matchKeys());
		return locks(changed.connectionId(), written, lookedFor);
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
