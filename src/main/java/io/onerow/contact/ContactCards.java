package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.contact.ContactLookup.ByEmails;
import io.onerow.contact.ContactLookup.ByExternalId;
import io.onerow.contact.ContactLookup.ByNumber;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.upsert.Ambiguous;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Receipt;
import io.onerow.upsert.Taken;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Contacts of a directory where an upsert matches by keys alone. An upsert leaves exactly
 * one record under any race.
 */
@Service
public class ContactCards {

	private final ContactCardStatements statements;

	private final UpsertRetry retry;

	private final Clock clock;

	ContactCards(ContactCardStatements statements, UpsertRetry retry, Clock clock) {
		this.statements = statements;
		this.retry = retry;
		this.clock = clock;
	}

	/**
	 * Changes the contact that the lookup finds, else creates one.
	 * @throws Ambiguous if the lookup finds several
	 * @throws Taken if a key of the changes belongs to another contact, or the contact
	 * with the email has another external id
	 * @throws NotFound if there is no contact with that number
	 * @throws Incomplete if nothing matched and a required attribute is missing
	 */
	public Upserted<ContactCard> upsert(Directory directory, ContactLookup lookup, ContactChanges changes) {
		ContactKeys keys = ContactKeys.of(lookup, changes);
		return this.retry.run(() -> {
			List<StoredContact> seen = this.statements.find(directory, keys);
			Optional<StoredContact> match = match(lookup, changes, seen);
			if (match.isEmpty()) {
				return new Upserted<>(insert(directory, blank(lookup), keys, lookup, changes, seen), Outcome.CREATED,
						Receipt.by(Receipt.Rule.NONE));
			}
			return update(directory, match.get(), lookup, changes, seen);
		});
	}

	/**
	 * Creates a contact.
	 * @throws Taken if one of its keys belongs to another contact
	 */
	public ContactCard create(Directory directory, ContactChanges contact) {
		ContactKeys keys = ContactKeys.of(contact);
		return this.retry.run(() -> {
			List<StoredContact> seen = keys.areNone() ? List.of() : this.statements.find(directory, keys);
			return insert(directory, StoredContact.blank(UuidCreator.getTimeOrderedEpoch(), null, null, now()), keys,
					null, contact, seen);
		});
	}

	/**
	 * Changes a contact that is known by its id.
	 * @throws Taken if a key of the changes belongs to another contact
	 */
	public ContactCard change(Directory directory, UUID contactId, ContactChanges changes) {
		ContactKeys keys = ContactKeys.of(changes);
		return this.retry.run(() -> {
			StoredContact stored = find(directory, contactId);
			StoredContact changed = stored.with(changes, null, now());
			if (!changed.equals(stored)) {
				List<StoredContact> seen = keys.areNone() ? List.of() : this.statements.find(directory, keys);
				requireFree(changed, seen);
				this.statements.update(directory, changed, guard(directory, stored, changed, keys, seen));
			}
			return changed.card();
		});
	}

	public ContactCard get(Directory directory, UUID contactId) {
		return find(directory, contactId).card();
	}

	/**
	 * The first of the contacts with these ids, in that order, without those that are not
	 * there.
	 */
	public Slice<ContactCard> read(Directory directory, List<UUID> ids) {
		return this.statements.read(directory, ids).map(StoredContact::card);
	}

	/** The contacts after a position, at most so many. */
	public Slice<ContactCard> list(Directory directory, Order order, Position start, int size) {
		return this.statements.read(directory, order, start, size).map(StoredContact::card);
	}

	public long count(Directory directory) {
		return this.statements.count(directory);
	}

	private StoredContact find(Directory directory, UUID contactId) {
		return this.statements.find(directory, contactId).orElseThrow(() -> new NotFound("contact"));
	}

	private static Optional<StoredContact> match(ContactLookup lookup, ContactChanges changes,
			List<StoredContact> seen) {
		if (lookup instanceof ByNumber by) {
			return Optional.of(seen.stream()
				.filter((contact) -> Objects.equals(contact.card().number(), by.number()))
				.findFirst()
				.orElseThrow(() -> new NotFound("contact")));
		}
		if (lookup instanceof ByExternalId by) {
			return matchExternal(by, seen);
		}
		List<StoredContact> matches = seen.stream()
			.filter((contact) -> lookup.emailKeys().contains(contact.emailKey()))
			.toList();
		if (matches.size() > 1) {
			throw new Ambiguous(matches.stream().map((contact) -> contact.card().id()).toList());
		}
		// an upsert that changed the very address that it looked for finds its contact by
		// the new one when it is sent again
		return (matches.isEmpty() ? seen : matches).stream()
			.filter((contact) -> contact.emailKey() != null && (lookup.emailKeys().contains(contact.emailKey())
					|| contact.emailKey().equals(changes.emailKey())))
			.findFirst();
	}

	private static Optional<StoredContact> matchExternal(ByExternalId by, List<StoredContact> seen) {
		Optional<StoredContact> external = seen.stream()
			.filter((contact) -> by.externalId().equals(contact.card().externalId()))
			.findFirst();
		if (external.isPresent()) {
			return external;
		}
		Optional<StoredContact> email = seen.stream()
			.filter((contact) -> contact.emailKey() != null && by.emailKeys().contains(contact.emailKey()))
			.findFirst();
		email.filter((contact) -> contact.card().externalId() != null).ifPresent((contact) -> {
			throw new Taken("email", contact.card().id());
		});
		return email;
	}

	private StoredContact blank(ContactLookup lookup) {
		String externalId = (lookup instanceof ByExternalId by) ? by.externalId() : null;
		String email = (lookup instanceof ByEmails by) ? by.emails().get(0) : null;
		return StoredContact.blank(UuidCreator.getTimeOrderedEpoch(), externalId, email, now());
	}

	private ContactCard insert(Directory directory, StoredContact blank, ContactKeys keys,
			@Nullable ContactLookup lookup, ContactChanges changes, List<StoredContact> seen) {
		List<String> missing = changes.missing();
		if (!missing.isEmpty()) {
			throw new Incomplete(missing);
		}
		StoredContact created = blank.with(changes, lookup, blank.card().createdAt());
		requireFree(created, seen);
		Long number = this.statements.insert(directory, created, ContactKeyGuard.of(directory, created, keys, seen));
		ContactCard card = created.card();
		return new ContactCard(card.id(), card.externalId(), number, card.email(), card.emailStatus(),
				card.attributes(), card.createdAt(), card.createdBy(), card.updatedAt(), card.modifiedBy());
	}

	private Upserted<ContactCard> update(Directory directory, StoredContact stored, ContactLookup lookup,
			ContactChanges changes, List<StoredContact> seen) {
		Receipt receipt = Receipt.by((lookup instanceof ByEmails) ? Receipt.Rule.EMAIL : Receipt.Rule.KEY);
		StoredContact changed = stored.with(changes, lookup, now());
		if (changed.equals(stored)) {
			return new Upserted<>(stored.card(), Outcome.UNCHANGED, receipt);
		}
		requireFree(changed, seen);
		this.statements.update(directory, changed,
				guard(directory, stored, changed, ContactKeys.of(lookup, changes), seen));
		return new Upserted<>(changed.card(), Outcome.UPDATED, receipt);
	}

	/** A write that gives no key cannot make another upsert match something else. */
	private static ContactKeyGuard guard(Directory directory, StoredContact stored, StoredContact changed,
			ContactKeys keys, List<StoredContact> seen) {
		return changed.hasSameKeysAs(stored) ? ContactKeyGuard.NONE
				: ContactKeyGuard.of(directory, changed, keys, seen);
	}

	private static void requireFree(StoredContact written, List<StoredContact> seen) {
		for (StoredContact other : seen) {
			if (!other.card().id().equals(written.card().id())) {
				requireOther("email", written.emailKey(), other.emailKey(), other);
				requireOther("externalId", written.card().externalId(), other.card().externalId(), other);
			}
		}
	}

	private static void requireOther(String member, @Nullable String wanted, @Nullable String held,
			StoredContact holder) {
		if (wanted != null && wanted.equals(held)) {
			throw new Taken(member, holder.card().id());
		}
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
