package io.onerow.api.billabex;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.onerow.account.Account;
import io.onerow.account.AccountService;
import io.onerow.contact.ContactService;
import io.onerow.contact.Directory;
import io.onerow.contact.SentContact;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Writes accounts together with their contacts. */
@Component
class AccountWrites {

	private final AccountService accounts;

	private final ContactService contacts;

	AccountWrites(AccountService accounts, ContactService contacts) {
		this.accounts = accounts;
		this.contacts = contacts;
	}

	/**
	 * Creates the account and its contacts in one transaction. An account that is there,
	 * by its source, is changed, and the contacts are upserted in it one by one, unless
	 * it is stale. Preconditions are about the account.
	 */
	Upserted<Account> upsert(TenantId tenant, AccountRequest request) {
		Upserted<Account> upserted = this.accounts.upsert(tenant, request.changes(), along(tenant, request.contacts()));
		if (upserted.outcome() != Outcome.CREATED && upserted.outcome() != Outcome.STALE) {
			Directory directory = Directory.ofAccount(tenant, upserted.value().id());
			WriteContext.unconditionally(() -> {
				for (int i = 0; i < request.contacts().size(); i++) {
					SentContact contact = request.contacts().get(i);
					WriteContext.asItem(i, () -> this.contacts.upsert(directory, contact));
				}
			});
		}
		return upserted;
	}

	private @Nullable Consumer<UUID> along(TenantId tenant, List<SentContact> contacts) {
		return contacts.isEmpty() ? null
				: (account) -> this.contacts.fill(Directory.ofAccount(tenant, account), contacts);
	}

}
