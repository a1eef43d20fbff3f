package io.onerow.contact;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.contact.ContactStatements.Applied;
import io.onerow.contact.ContactStatements.Reply;
import io.onerow.matching.EmailKey;
import io.onerow.matching.NameCandidate;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameMatch;
import io.onerow.matching.NearestName;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Receipt;
import io.onerow.upsert.Taken;
import io.onerow.upsert.UpsertRetry;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Contacts of a directory. An upsert leaves exactly one record under any race; all
 * methods throw {@link NotFound} for a directory or contact that is not the tenant's.
 */
@Service
public class ContactService {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final ContactRepository contacts;

	private final ContactStatements statements;

	private final UpsertRetry retry;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/**
	 * Whether the last upsert with an address created: a first load creates in a row, a
	 * sync hits in a row. A guess of which statement comes first; a wrong one costs a
	 * round trip and nothing else.
	 */
	private volatile boolean creating;

	ContactService(ContactRepository contacts, ContactStatements statements, UpsertRetry retry,
			TransactionTemplate transaction, Clock clock) {
		this.contacts = contacts;
		this.statements = statements;
		this.retry = retry;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Updates the contact with the same email, else the one with the nearest name within
	 * the edit limit, else creates one.
	 * @throws io.onerow.upsert.Incomplete if nothing matched and name or language are
	 * missing
	 */
	public Upserted<Contact> upsert(Directory directory, ContactUpsert upsert) {
		return this.retry.run(() -> matchAndWrite(directory, upsert));
	}

	private Upserted<Contact> matchAndWrite(Directory directory, ContactUpsert upsert) {
		if (upsert.email() != null && !this.creating) {
			Applied hit = this.statements.updateByEmail(directory, upsert, this.clock.instant()).applied();
			if (hit != null) {
				return outcome(directory, upsert, hit);
			}
		}
		UUID newId = UuidCreator.getTimeOrderedEpoch();
		Reply reply = send(directory, newId, upsert, List.of());
		List<NameCandidate<UUID>> judged = reply.candidates();
		if (!judged.isEmpty()) {
			NameKey name = Objects.requireNonNull(upsert.nameKey());
			Optional<NameMatch<UUID>> nearest = NearestName.among(name, judged);
			if (nearest.isPresent()) {
				return update(directory, nearest.get(), name, upsert, judged);
			}
			reply = send(directory, newId, upsert, judged);
			if (!reply.candidates().isEmpty()) {
				throw new RacedException();
			}
		}
		return outcome(directory, upsert, reply.applied());
	}

	private Reply send(Directory directory, UUID newId, ContactUpsert upsert, List<NameCandidate<UUID>> judged) {
		return known(directory, () -> this.statements.upsert(directory, newId, upsert, judged, this.clock.instant()));
	}

	private Upserted<Contact> outcome(Directory directory, ContactUpsert upsert, @Nullable Applied applied) {
		if (applied == null) {
			requireDirectory(directory);
			upsert.requireComplete();
			throw new RacedException();
		}
		boolean created = applied.outcome() == Outcome.CREATED;
		if (upsert.email() != null && this.creating != created) {
			this.creating = created;
		}
		Receipt.Rule rule = created ? Receipt.Rule.NONE : Receipt.Rule.EMAIL;
		return new Upserted<>(applied.contact(), applied.outcome(), Receipt.by(rule));
	}

	private Upserted<Contact> update(Directory directory, NameMatch<UUID> match, NameKey name, ContactUpsert upsert,
			List<NameCandidate<UUID>> judged) {
		NameKey chosen = judged.stream()
			.filter((candidate) -> candidate.id().equals(match.id()))
			.findFirst()
			.orElseThrow()
			.key();
		// the same name again moves no key, so no other upsert can have needed to see it
		NameGuard guard = (match.distance() == 0) ? NameGuard.NONE : NameGuard.of(directory, name, judged);
		Applied applied = this.statements.applyById(directory, match.id(), chosen, upsert, guard, this.clock.instant());
		return new Upserted<>(applied.contact(), applied.outcome(), Receipt.by(match));
	}

	/**
	 * Creates a contact without looking for a match by name.
	 * @throws Taken if the email belongs to another contact of the directory
	 */
	public Contact create(Directory directory, ContactUpsert contact) {
		contact.requireComplete();
		return this.retry.run(() -> {
			requireFree(directory, contact.emailKey(), null);
			return known(directory, () -> insert(directory, contact));
		});
	}

	private Contact insert(Directory directory, ContactUpsert contact) {
		UUID id = UuidCreator.getTimeOrderedEpoch();
		this.statements.insert(directory, id, contact, this.clock.instant());
		return new Contact(id, contact.fullName(), contact.email(), EmailStatus.VALID, contact.language());
	}

	/**
	 * Changes a contact that is known by its id.
	 * @throws Taken if the email belongs to another contact of the directory
	 */
	public Contact patch(Directory directory, UUID contactId, ContactPatch patch) {
		return this.retry.run(() -> Objects.requireNonNull(this.transaction.execute((status) -> {
			ContactRow row = find(directory, contactId);
			if (patch.email() instanceof Change.Set<String> email) {
				requireFree(directory, EmailKey.of(email.value()).value(), contactId);
			}
			row.apply(patch, this.clock.instant());
			return row.toContact();
		})));
	}

	public Contact get(Directory directory, UUID contactId) {
		return find(directory, contactId).toContact();
	}

	public void delete(Directory directory, UUID contactId) {
		this.transaction.executeWithoutResult((status) -> {
			if (this.contacts.delete(ContactId.of(directory, contactId)) == 0) {
				throw new NotFound("contact");
			}
		});
	}

	/**
	 * The contacts after the given one in order of creation.
	 * @param after the last contact of the page before, or null for the first page
	 */
	public List<Contact> list(Directory directory, @Nullable UUID after, int size) {
		List<Contact> page = this.contacts
			.findPage(directory.tenant().value(), directory.id(), (after != null) ? after : BEFORE_ALL, Limit.of(size))
			.stream()
			.map(ContactRow::toContact)
			.toList();
		if (page.isEmpty()) {
			requireDirectory(directory);
		}
		return page;
	}

	private ContactRow find(Directory directory, UUID contactId) {
		return this.contacts.findById(ContactId.of(directory, contactId)).orElseThrow(() -> new NotFound("contact"));
	}

	/** Runs an insert, which the database refuses where there is no such directory. */
	private <T> T known(Directory directory, Supplier<T> insert) {
		try {
			return insert.get();
		}
		catch (DataIntegrityViolationException ex) {
			requireDirectory(directory);
			throw ex;
		}
	}

	/**
	 * Only the directory of an account can be missing: the others come with their owner.
	 */
	private void requireDirectory(Directory directory) {
		if (!this.contacts.existsDirectory(directory.tenant().value(), directory.id())) {
			throw new NotFound("account");
		}
	}

	private void requireFree(Directory directory, @Nullable String emailKey, @Nullable UUID self) {
		if (emailKey != null) {
			this.contacts.findIdByEmailKey(directory.tenant().value(), directory.id(), emailKey)
				.filter((holder) -> !holder.equals(self))
				.ifPresent((holder) -> {
					throw new Taken("email", holder);
				});
		}
	}

}
