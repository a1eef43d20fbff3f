package io.onerow.contact;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.WriteContext;

import org.springframework.stereotype.Service;

/** What somebody says of the aliases of contacts. */
@Service
public class ContactAliases {

	private final ContactRepository contacts;

	private final Clock clock;

	ContactAliases(ContactRepository contacts, Clock clock) {
		this.contacts = contacts;
		this.clock = clock;
	}

	/**
	 * Says that a key is no alias of a contact, nor of what has become part of it. That
	 * is a write of the contact, and can be undone.
	 * @param kind of the key, in the word of {@code KeyKind}
	 * @param value as it is compared
	 * @throws NotFound if the tenant has no such contact, or that has no such alias
	 */
	public void remove(TenantId tenant, UUID contact, String kind, String value) {
		WriteContext by = WriteContext.current();
		if (!by.done().isEmpty()) {
			return;
		}
		if (!this.contacts.removeAlias(tenant, contact, kind, value,
				this.clock.instant().truncatedTo(ChronoUnit.MICROS), by)) {
			throw new NotFound("alias");
		}
	}

}
