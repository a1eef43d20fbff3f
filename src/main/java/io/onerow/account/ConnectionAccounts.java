package io.onerow.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.upsert.Ambiguous;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Receipt;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;

import org.springframework.stereotype.Service;

/**
 * The accounts of a connection, where an upsert matches by website or domain. An upsert
 * leaves exactly one record under any race, and the same upsert finds it again.
 */
@Service
public class ConnectionAccounts {

	private final ConnectionAccountStatements statements;

	private final UpsertRetry retry;

	private final Clock clock;

	ConnectionAccounts(ConnectionAccountStatements statements, UpsertRetry retry, Clock clock) {
		this.statements = statements;
		this.retry = retry;
		this.clock = clock;
	}

	/**
	 * Changes the account that the lookup finds, else creates one.
	 * @throws Ambiguous if the lookup finds several
	 */
	public Upserted<AccountCard> upsert(Connection connection, AccountLookup lookup, AccountChanges changes) {
		Set<String> keys = lookup.keys();
		return this.retry.run(() -> {
			List<StoredAccount> seen = this.statements.find(connection, keys);
			if (seen.size() > 1) {
				throw new Ambiguous(seen.stream().map((account) -> account.card().id()).toList());
			}
			return seen.isEmpty() ? create(connection, lookup, changes)
					: update(connection, seen.get(0), keys, changes);
		});
	}

	private Upserted<AccountCard> create(Connection connection, AccountLookup lookup, AccountChanges changes) {
		StoredAccount blank = blank();
		StoredAccount created = blank.createdWith(lookup, changes);
		this.statements.insert(connection, created,
				AccountKeyGuard.of(connection, blank, created, lookup.keys(), List.of()));
		return new Upserted<>(created.card(), Outcome.CREATED, Receipt.by(Receipt.Rule.NONE));
	}

	private Upserted<AccountCard> update(Connection connection, StoredAccount stored, Set<String> keys,
			AccountChanges changes) {
		Instant now = now();
		StoredAccount changed = stored.with(changes, now).foundAgainBy(keys, stored, now);
		Receipt receipt = Receipt.by(Receipt.Rule.KEY);
		if (changed.equals(stored)) {
			return new Upserted<>(stored.card(), Outcome.UNCHANGED, receipt);
		}
		this.statements.update(connection, changed, guard(connection, stored, changed, keys));
		return new Upserted<>(changed.card(), Outcome.UPDATED, receipt);
	}

	private static AccountKeyGuard guard(Connection connection, StoredAccount stored, StoredAccount changed,
			Set<String> keys) {
		return changed.matchKeys().equals(stored.matchKeys()) ? AccountKeyGuard.NONE
				: AccountKeyGuard.of(connection, stored, changed, keys, List.of(stored));
	}

	/** Creates an account without looking for a match. */
	public AccountCard create(Connection connection, AccountChanges account) {
		return this.retry.run(() -> {
			StoredAccount blank = blank();
			StoredAccount created = blank.with(account, blank.card().createdAt());
			this.statements.insert(connection, created,
					AccountKeyGuard.of(connection, blank, created, Set.of(), List.of()));
			return created.card();
		});
	}

	/**
	 * Changes an account that is known by its id.
	 * @throws NotFound if it is not one of the connection
	 */
	public AccountCard change(Connection connection, UUID accountId, AccountChanges changes) {
		return this.retry.run(() -> {
			StoredAccount stored = find(connection, accountId);
			StoredAccount changed = stored.with(changes, now());
			if (!changed.equals(stored)) {
				this.statements.update(connection, changed, guard(connection, stored, changed, Set.of()));
			}
			return changed.card();
		});
	}

	/**
	 * The account with that id.
	 * @throws NotFound if it is not one of the connection
	 */
	public AccountCard get(Connection connection, UUID accountId) {
		return find(connection, accountId).card();
	}

	/**
	 * The first of the accounts with these ids, in that order, without those that are not
	 * there.
	 */
	public Slice<AccountCard> read(Connection connection, List<UUID> ids) {
		return this.statements.read(connection, ids).map(StoredAccount::card);
	}

	/** The accounts after a position, at most so many. */
	public Slice<AccountCard> list(Connection connection, Order order, Position start, int size) {
		return this.statements.read(connection, order, start, size).map(StoredAccount::card);
	}

	public long count(Connection connection) {
		return this.statements.count(connection);
	}

	private StoredAccount find(Connection connection, UUID accountId) {
		return this.statements.find(connection, accountId).orElseThrow(() -> new NotFound("account"));
	}

	private StoredAccount blank() {
		return StoredAccount.blank(UuidCreator.getTimeOrderedEpoch(), now());
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
