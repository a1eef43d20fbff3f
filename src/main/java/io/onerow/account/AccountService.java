package io.onerow.account;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Taken;
import io.onerow.upsert.UpsertRetry;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts of a tenant. All methods throw {@link NotFound} for an account or
 * connection that is not the tenant's.
 */
@Service
public class AccountService {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final AccountRepository accounts;

	private final Connections connections;

	private final UpsertRetry retry;

	private final TransactionTemplate transaction;

	private final Clock clock;

	AccountService(AccountRepository accounts, Connections connections, UpsertRetry retry,
			TransactionTemplate transaction, Clock clock) {
		this.accounts = accounts;
		this.connections = connections;
		this.retry = retry;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Creates an account, with an empty directory.
	 * @throws Taken if another account has that source
	 */
	public Account create(TenantId tenant, String name, @Nullable AccountSource source) {
		UUID id = UuidCreator.getTimeOrderedEpoch();
		return inTransaction(() -> {
			requireFree(tenant, source, id);
			return insert(tenant, id, name, source);
		});
	}

	/** Creates an account with that id if there is none. */
	public void ensure(TenantId tenant, UUID accountId, String name) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.accounts.findById(AccountId.of(tenant, accountId)).isEmpty()) {
				insert(tenant, accountId, name, null);
			}
		});
	}

	/**
	 * Changes an account.
	 * @throws Taken if another account has that source
	 */
	public Account patch(TenantId tenant, UUID accountId, AccountPatch patch) {
		return inTransaction(() -> {
			AccountRow row = find(tenant, accountId);
			if (patch.source() instanceof Change.Set<AccountSource> source) {
				requireFree(tenant, source.value(), accountId);
			}
			row.apply(patch, this.clock.instant());
			return row.toAccount();
		});
	}

	public Account get(TenantId tenant, UUID accountId) {
		return find(tenant, accountId).toAccount();
	}

	/** Deletes the account and its contacts. */
	@Transactional
	public void delete(TenantId tenant, UUID accountId) {
		if (this.accounts.deleteDirectory(tenant.value(), accountId) == 0) {
			throw new NotFound("account");
		}
	}

	/**
	 * The accounts after the given one in order of creation.
	 * @param after the last account of the page before, or null for the first page
	 */
	public List<Account> list(TenantId tenant, @Nullable UUID after, int size) {
		return this.accounts.findPage(tenant.value(), (after != null) ? after : BEFORE_ALL, Limit.of(size))
			.stream()
			.map(AccountRow::toAccount)
			.toList();
	}

	private Account insert(TenantId tenant, UUID id, String name, @Nullable AccountSource source) {
		this.accounts.insertDirectory(tenant.value(), id);
		AccountRow row = new AccountRow(AccountId.of(tenant, id), name, source, this.clock.instant());
		return this.accounts.saveAndFlush(row).toAccount();
	}

	private Account inTransaction(Supplier<Account> work) {
		return this.retry.run(() -> Objects.requireNonNull(this.transaction.execute((status) -> work.get())));
	}

	private AccountRow find(TenantId tenant, UUID accountId) {
		return this.accounts.findById(AccountId.of(tenant, accountId)).orElseThrow(() -> new NotFound("account"));
	}

	private void requireFree(TenantId tenant, @Nullable AccountSource source, UUID self) {
		if (source != null) {
			if (this.connections.find(tenant, source.connectionId()).isEmpty()) {
				throw new NotFound("connection");
			}
			this.accounts.findIdBySource(tenant.value(), source.connectionId(), source.sourceId())
				.filter((holder) -> !holder.equals(self))
				.ifPresent((holder) -> {
					throw new Taken("source", holder);
				});
		}
	}

}
