package io.onerow.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Sought;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * The accounts of a tenant, or of one connection. All writes go through the
 * {@link MatchingService}, and throw what it throws; all methods throw {@link NotFound}
 * for an account or connection that is not the tenant's.
 */
@Service
public class AccountService {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final AccountRepository accounts;

	private final Connections connections;

	private final MatchingService matching;

	private final Clock clock;

	AccountService(AccountRepository accounts, Connections connections, MatchingService matching, Clock clock) {
		this.accounts = accounts;
		this.connections = connections;
		this.matching = matching;
		this.clock = clock;
	}

	/**
	 * Changes the account of the connection that is found, else creates one; the same
	 * upsert finds it again.
	 */
	public Upserted<Account> upsert(Connection connection, SentAccount account) {
		return this.matching.upsert(MatchPlan.ACCOUNT_OF_CONNECTION, records(AccountScope.of(connection)), account);
	}

	/** Creates an account, with an empty directory, without looking for a match. */
	public Account create(AccountScope scope, AccountChanges account) {
		requireConnection(scope.tenant(), account);
		return this.matching.upsert(MatchPlan.NEW, records(scope), SentAccount.unmatched(account)).value();
	}

	/** Creates an account with that id if there is none. */
	public void ensure(TenantId tenant, UUID accountId, String name) {
		if (this.accounts.findById(AccountId.of(tenant, accountId)).isEmpty()) {
			SentAccount sent = SentAccount.unmatched(AccountChanges.ofName(Change.set(name), Change.keep()));
			this.accounts.write(tenant,
					Account.created(accountId, null, sent, this.clock.instant().truncatedTo(ChronoUnit.MICROS)),
					Guard.NONE);
		}
	}

	/** Changes an account that is known by its id. */
	public Account change(AccountScope scope, UUID accountId, AccountChanges changes) {
		requireConnection(scope.tenant(), changes);
		return this.matching.upsert(MatchPlan.BY_ID, records(scope), SentAccount.byId(accountId, changes)).value();
	}

	public Account get(AccountScope scope, UUID accountId) {
		return this.accounts.findById(AccountId.of(scope.tenant(), accountId))
			.map(StoredAccount::toAccount)
			.filter(scope::holds)
			.orElseThrow(() -> new NotFound("account"));
	}

	/** The accounts with these ids, in that order, without those that are not there. */
	public List<Account> get(AccountScope scope, Collection<UUID> ids) {
		Set<MatchKey> keys = ids.stream()
			.map((id) -> new MatchKey(KeyKind.ID, id.toString()))
			.collect(Collectors.toSet());
		Map<UUID, Account> found = this.accounts.find(scope, List.of(new Sought(keys, Set.of(), null)), KeyLocks.NONE)
			.stream()
			.collect(Collectors.toMap(Account::id, Function.identity()));
		return ids.stream().map(found::get).filter(Objects::nonNull).toList();
	}

	/** Deletes the account and its contacts. */
	public void delete(TenantId tenant, UUID accountId) {
		if (this.accounts.deleteDirectory(tenant.value(), accountId) == 0) {
			throw new NotFound("account");
		}
	}

	/**
	 * The accounts of a tenant after the given one in order of creation.
	 * @param after the last account of the page before, or null for the first page
	 */
	public List<Account> list(TenantId tenant, @Nullable UUID after, int size) {
		return accounts(this.accounts.page(tenant.value(), (after != null) ? after : BEFORE_ALL, Limit.of(size)));
	}

	/** The accounts of a connection after a position, at most so many. */
	public Slice<Account> list(Connection connection, Order order, Position start, int size) {
		String tenant = connection.tenant().value();
		List<StoredAccount> read = (order == Order.CREATION)
				? this.accounts.pageOfConnection(tenant, connection.id(), start.id(), Limit.of(size + 1))
				: this.accounts.changes(tenant, connection.id(), start.change(), start.id(), size + 1);
		return Slice.of(accounts(read), size, start, (account) -> account.position(order));
	}

	public long count(Connection connection) {
		return this.accounts.count(connection.tenant().value(), connection.id());
	}

	private AccountRecords records(AccountScope scope) {
		return new AccountRecords(scope, this.accounts, this.connections, this.clock);
	}

	private static List<Account> accounts(List<StoredAccount> stored) {
		return stored.stream().map(StoredAccount::toAccount).toList();
	}

	private void requireConnection(TenantId tenant, AccountChanges changes) {
		if (changes.source() instanceof Change.Set<AccountSource> source
				&& this.connections.find(tenant, source.value().connectionId()).isEmpty()) {
			throw new NotFound("connection");
		}
	}

}
