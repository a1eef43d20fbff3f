package io.onerow.contact;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.onerow.contact.ContactLookup.ByEmails;
import io.onerow.matching.EmailKey;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * A contact as read.
 *
 * @param emailKey what it is matched by: that of its email, or, if an upsert by an
 * address has cleared the email, that of the address
 * @param change the transaction of the last change
 */
record StoredContact(ContactCard card, @Nullable String emailKey, long version, long change) {

	/**
	 * A contact of which only the keys are known.
	 * @param email the address that it is matched by, if any
	 */
	static StoredContact blank(UUID id, @Nullable String externalId, @Nullable String email, Instant now) {
		return new StoredContact(
				new ContactCard(id, externalId, null, email, EmailStatus.VALID, Attributes.NONE, now, null, now, null),
				(email != null) ? EmailKey.of(email).value() : null, 0, 0);
	}

	/**
	 * This contact with the changes; the same one if they change nothing.
	 * @param lookup of the upsert that says so, if it is one: it keeps the spelling of
	 * the address, and, where it looked for addresses alone, the key of a cleared one, so
	 * that it finds the contact again
	 */
	StoredContact with(ContactChanges changes, @Nullable ContactLookup lookup, Instant now) {
		String email = email(changes, lookup != null);
		String key = (email != null) ? EmailKey.of(email).value()
				: ((lookup instanceof ByEmails) ? this.emailKey : null);
		ContactCard old = this.card;
		EmailStatus status = Objects.equals(key, this.emailKey) ? old.emailStatus() : EmailStatus.VALID;
		ContactCard card = new ContactCard(old.id(), changes.externalId().applyTo(old.externalId()), old.number(),
				email, status, changes.attributes().applyTo(old.attributes()), old.createdAt(), old.createdBy(),
				old.updatedAt(), old.modifiedBy());
		if (card.equals(old) && Objects.equals(key, this.emailKey)) {
			return this;
		}
		String createdBy = (this.version == 0) ? changes.author() : card.createdBy();
		return new StoredContact(new ContactCard(card.id(), card.externalId(), card.number(), email, status,
				card.attributes(), card.createdAt(), createdBy, now, changes.author()), key, this.version, this.change);
	}

	private @Nullable String email(ContactChanges changes, boolean byKey) {
		boolean respelled = byKey && this.card.email() != null && changes.email() instanceof Change.Set<String>
				&& Objects.equals(changes.emailKey(), this.emailKey);
		return respelled ? this.card.email() : changes.email().applyTo(this.card.email());
	}

	boolean hasSameKeysAs(StoredContact other) {
		return Objects.equals(this.emailKey, other.emailKey)
				&& Objects.equals(this.card.externalId(), other.card.externalId());
	}

	Position position(Order order) {
		return new Position((order == Order.CHANGE) ? this.change : 0, this.card.id());
	}

}
