package io.onerow.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.rekey.Rekeying;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts of a tenant, or of one connection. All writes go through the
 * {@link MatchingService}, and throw what it throws; all methods throw {@link NotFound}
 * for an account that is not the tenant's.
 */
@Service
public class AccountService {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final AccountRepository accounts;

	private final Connections connections;

	private final MatchingService matching;

	private final Rekeying rekeying;

	private final AccountRekeying old;

	private final TransactionTemplate transaction;

	private final Clock clock;

	AccountService(AccountRepository accounts, Connections connections, MatchingService matching, Rekeying rekeying,
			AccountRekeying old, TransactionTemplate transaction, Clock clock) {
		this.accounts = accounts;
		this.connections = connections;
		this.matching = matching;
		this.rekeying = rekeying;
		this.old = old;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Changes the account of the connection that is found, else creates one; the same
	 * upsert finds it again.
	 */
	public Upserted<Account> upsert(Connection connection, SentAccount account) {
		if (this.rekeying.mayBeLeft(connection.tenant()) && !account.oldSites().isEmpty()) {
			this.old.renewFor(connection, account);
		}
		return upsert(MatchPlan.ACCOUNT_OF_CONNECTION, AccountScope.of(connection), account);
	}

	/**
	 * Changes the account with the source that it is given, else creates one, with an
	 * empty directory; without a source it is new.
	 * @param along what a new account comes with, by its id, in its transaction; null for
	 * nothing. It may be asked for more than once, and counts once
	 */
	public Upserted<Account> upsert(TenantId tenant, AccountChanges account, @Nullable Consumer<UUID> along) {
		return upsert(MatchPlan.ACCOUNT_WITH_SOURCE, AccountScope.of(tenant), SentAccount.bySource(account, along));
	}

	/** Creates an account, with an empty directory, without looking for a match. */
	public Account create(AccountScope scope, AccountChanges account) {
		return upsert(MatchPlan.NEW, scope, SentAccount.unmatched(account)).value();
	}

	/** Creates an account with that id if there is none. */
	public void ensure(TenantId tenant, UUID accountId, String name) {
		if (this.accounts.findById(AccountId.of(tenant, accountId)).isEmpty()) {
			SentAccount sent = SentAccount.unmatched(AccountChanges.ofName(name));
			this.accounts.write(tenant,
					Account.created(accountId, null, sent, this.clock.instant().truncatedTo(ChronoUnit.MICROS)),
					Guard.NONE, Receipt.by(Receipt.Rule.NONE), WriteContext.current());
		}
	}

	/** Changes an account that is known by its id. */
	public Account change(AccountScope scope, UUID accountId, AccountChanges changes) {
		return changed(scope, accountId, changes).value();
	}

	/**
	 * Forgets where an account came from, unless that is stale; {@link NotFound} if it is
	 * not known.
	 */
	public void unlink(AccountScope scope, UUID accountId) {
		AccountChanges nowhere = AccountChanges.ofName(Change.keep(), Change.clear(), AttributesPatch.NONE);
		if (changed(scope, accountId, nowhere).outcome() == Outcome.UNCHANGED) {
			throw new NotFound("source");
		}
	}

	private Upserted<Account> changed(AccountScope scope, UUID accountId, AccountChanges changes) {
		return upsert(MatchPlan.BY_ID, scope, SentAccount.byId(accountId, changes));
	}

	public Account get(AccountScope scope, UUID accountId) {
		return this.accounts.findById(AccountId.of(scope.tenant(), accountId))
			.map(StoredAccount::toAccount)
			.filter(scope::holds)
			.orElseThrow(() -> new NotFound("account"));
	}

	/**
	 * The accounts of a connection that have the website, or another one of its domain.
	 */
	public List<Account> find(Connection connection, String website) {
		Set<MatchKey> keys = AccountKeys.ofWebsite(website);
		return keys.isEmpty() ? List.of() : this.accounts.find(AccountScope.of(connection),
				List.of(new Sought(keys, Set.of(), null)), KeyLocks.NONE);
	}

	/**
	 * The first of the accounts with these ids, in that order, without those that are not
	 * there.
	 */
	public Slice<Account> read(Connection connection, List<UUID> ids) {
		return this.accounts.read(connection, ids);
	}

	/** Deletes the account and its contacts. */
	public void delete(TenantId tenant, UUID accountId) {
		WriteContext by = WriteContext.current();
		if (by.done().hasDeleted()) {
			return;
		}
		boolean deleted = this.matching.guarded(() -> this.accounts.lock(tenant.value(), accountId),
				() -> this.accounts.delete(tenant, accountId, this.clock.instant(), by));
		if (!deleted) {
			throw new NotFound("account");
		}
	}

	/**
	 * The accounts of a tenant after the given one in order of creation, of whose
	 * attributes those that tell where to send invoices are read.
	 * @param after the last account of the page before, or null for the first page
	 */
	public List<Account> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.accounts.read(tenant, (after != null) ? after : BEFORE_ALL, size);
	}

	/** The accounts of a connection after a position, at most so many. */
	public Slice<Account> list(Connection connection, Order order, Position start, int size) {
		return this.accounts.read(connection, order, start, size);
	}

	public long count(Connection connection) {
		return this.accounts.count(connection.tenant().value(), connection.id());
	}

	private Upserted<Account> upsert(MatchPlan plan, AccountScope scope, SentAccount account) {
		AccountRecords records = new AccountRecords(scope, this.accounts, this.connections, this.transaction,
				this.clock);
		return this.matching.upsert(plan, records, account.within(WriteContext.current()));
	}

}
