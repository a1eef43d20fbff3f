package io.onerow.account;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.matching.MatchKey;
import io.onerow.rekey.OldRecords;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives accounts their new keys. */
@Component
class AccountRekeying implements OldRecords {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final AccountRepository accounts;

	private final Connections connections;

	private final TransactionTemplate transaction;

	AccountRekeying(AccountRepository accounts, Connections connections, TransactionTemplate transaction) {
		this.accounts = accounts;
		this.connections = connections;
		this.transaction = transaction;
	}

	@Override
	public boolean exist(TenantId tenant) {
		return this.accounts.existOld(tenant);
	}

	@Override
	public @Nullable String renew(TenantId tenant, @Nullable String after, int size) {
		UUID place = (after != null) ? UUID.fromString(after) : BEFORE_ALL;
		List<OldAccount> read = Objects
			.requireNonNull(this.transaction.execute((status) -> keepNew(tenant, place, size)));
		renew(tenant, read);
		return read.isEmpty() ? null : read.get(read.size() - 1).id().toString();
	}

	/** Those of which no key changes, as nearly all, are done at once. */
	private List<OldAccount> keepNew(TenantId tenant, UUID after, int size) {
		if (!this.accounts.takeTurn(tenant)) {
			return List.of();
		}
		List<OldAccount> read = this.accounts.readOld(tenant, after, size);
		this.accounts.keep(tenant, read.stream().filter(OldAccount::isNew).toList());
		return read;
	}

	/**
	 * Renews those that stand under an old form of what is looked for, or in its domain,
	 * so that they are found by the new one: a website does not tell what parameters it
	 * was sent with before.
	 */
	void renewFor(Connection connection, SentAccount sent) {
		Set<String> sites = sent.oldSites().stream().map(MatchKey::value).collect(Collectors.toSet());
		List<OldAccount> read = this.accounts.readOld(connection.tenant(), connection.id(), sites);
		this.accounts.keep(connection.tenant(), read.stream().filter(OldAccount::isNew).toList());
		renew(connection.tenant(), read);
	}

	private void renew(TenantId tenant, List<OldAccount> read) {
		read.stream()
			.filter((account) -> !account.isNew())
			.forEach((account) -> this.accounts.renew(tenant, account, locks(tenant, account)));
	}

	private KeyLocks locks(TenantId tenant, OldAccount account) {
		Set<MatchKey> written = new HashSet<>(account.matched());
		written.addAll(account.newMatched());
		return (account.connectionId() == null) ? KeyLocks.NONE
				: this.connections.find(tenant, account.connectionId())
					.map((connection) -> KeyLocks.of(connection.directory(), written, Set.of(), null))
					.orElse(KeyLocks.NONE);
	}

}
