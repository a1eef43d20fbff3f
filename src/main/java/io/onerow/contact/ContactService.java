package io.onerow.contact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.Policy;
import io.onerow.matching.Receipt;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.rekey.Rekeying;
import io.onerow.review.Reviews;
import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyedRecords;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.UpsertArray;
import io.onerow.upsert.UpsertResult;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The contacts of a directory. All writes go through the {@link MatchingService}, and
 * throw what it throws; all methods throw {@link NotFound} for a directory or contact
 * that is not the tenant's.
 */
@Service
public class ContactService {

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private static final int MISSED = 10_000;

	/** In one call of the database. */
	private static final int TOGETHER = 64;

	private final ContactRepository contacts;

	private final DirectoryRepository directories;

	private final MatchingService matching;

	private final Rekeying rekeying;

	private final ContactRekeying old;

	private final ContactConvoys convoys;

	private final MatchPolicies policies;

	private final Reviews reviews;

	private final SharedValues shared;

	private final ListLimits limits;

	private final Clock clock;

	private final Cache<Directory, Boolean> missed = Caffeine.newBuilder().maximumSize(MISSED).build();

	ContactService(ContactRepository contacts, DirectoryRepository directories, MatchingService matching,
			Rekeying rekeying, ContactRekeying old, ContactConvoys convoys, MatchPolicies policies, Reviews reviews,
			SharedValues shared, ListLimits limits, Clock clock) {
		this.contacts = contacts;
		this.directories = directories;
		this.matching = matching;
		this.rekeying = rekeying;
		this.old = old;
		this.convoys = convoys;
		this.policies = policies;
		this.reviews = reviews;
		this.shared = shared;
		this.limits = limits;
		this.clock = clock;
	}

	/** Changes the contact that the plan of the directory finds, else creates one. */
	public Upserted<Contact> upsert(Directory directory, SentContact contact) {
		renewOld(directory, List.of(contact));
		WriteContext context = WriteContext.current();
		MatchPolicy policy = policy(directory);
		contact.within(context).sharing(shared(directory, policy)).under(policy);
		if (directory.kind() != Directory.Kind.ACCOUNT) {
			return this.matching.upsert(policy.of(directory.plan()), cards(directory, policy), contact);
		}
		if (!policy.isSeed() || isReadWhole(contact, context) || this.policies.keepEvidence(directory.tenant())) {
			return this.matching.upsert(policy.of(directory.plan()),
					PersonCards.of(directory, this.contacts, this.clock, policy, this.reviews), contact);
		}
		PersonRecords persons = persons(directory, policy, context);
		if (!context.isPlain()) {
			return this.matching.upsert(directory.plan(), persons, contact);
		}
		return this.convoys.upsert(new PersonUpsert(persons, contact));
	}

	/**
	 * The same for many that one client sends, in their order: each is as if those before
	 * it were written. What becomes of one is no other's matter, and all of it is on disk
	 * when this returns.
	 * @param places where each stands among all that the client sends
	 */
	public List<UpsertResult<Contact>> upsertAll(Directory directory, List<SentContact> contacts,
			IntUnaryOperator places) {
		List<UpsertResult<Contact>> results = new ArrayList<>(contacts.size());
		MatchPolicy policy = policy(directory);
		boolean travels = WriteContext.current().isPlain() && directory.kind() == Directory.Kind.ACCOUNT
				&& policy.isSeed() && !this.policies.keepEvidence(directory.tenant());
		for (int from = 0; from < contacts.size();) {
			int to = from;
			while (travels && to < contacts.size() && to - from < TOGETHER
					&& !isReadWhole(contacts.get(to).within(WriteContext.current()), WriteContext.current())) {
				to++;
			}
			if (to == from) {
				SentContact one = contacts.get(from);
				results.add(asItem(places.applyAsInt(from++), () -> upsert(directory, one)));
			}
			else {
				results.addAll(together(directory, policy, contacts.subList(from, to), from, places));
				from = to;
			}
		}
		if (travels) {
			this.contacts.flush(directory.tenant());
		}
		return results;
	}

	private List<UpsertResult<Contact>> together(Directory directory, MatchPolicy policy, List<SentContact> contacts,
			int first, IntUnaryOperator places) {
		renewOld(directory, contacts);
		List<PersonUpsert> upserts = new ArrayList<>(contacts.size());
		for (int i = 0; i < contacts.size(); i++) {
			WriteContext item = WriteContext.current().withItem(places.applyAsInt(first + i));
			upserts.add(new PersonUpsert(persons(directory, policy, item), contacts.get(i)));
		}
		List<UpsertResult<Contact>> results = new ArrayList<>(contacts.size());
		int most = upserts.size();
		while (results.size() < upserts.size()) {
			int from = results.size();
			List<PersonUpsert> left = upserts.subList(from, Math.min(upserts.size(), from + most));
			this.convoys.inOrder(left)
				.forEach((made) -> results.add(asItem(places.applyAsInt(first + results.size()), made)));
			// where names are dense, few are settled in a row
			most = 2 * (results.size() - from);
		}
		return results;
	}

	private static UpsertResult<Contact> asItem(int place, Supplier<Upserted<Contact>> upsert) {
		try {
			return new UpsertResult.Saved<>(WriteContext.asItem(place, upsert));
		}
		catch (RuntimeException ex) {
			return new UpsertResult.Refused<>(ex);
		}
	}

	private PersonRecords persons(Directory directory, MatchPolicy policy, WriteContext context) {
		PersonCards whole = PersonCards.of(directory, this.contacts, this.clock, policy, this.reviews);
		return new PersonRecords(directory, this.contacts, this.clock, this.missed, whole, context);
	}

	/** Whether it takes more than the statements that create what was sent as it is. */
	private boolean isReadWhole(SentContact contact, WriteContext context) {
		return contact.changes().hasExternalId() || !contact.allowed().withheld().isEmpty()
				|| context.explaining() != null || !contact.fits(this.limits.maxRecord());
	}

	private MatchPolicy policy(Directory directory) {
		return this.policies.of(directory.tenant(), directory.scope(), WriteContext.current());
	}

	/** Which values several persons of a directory have, where that counts. */
	private Set<MatchKey> shared(Directory directory, MatchPolicy policy) {
		return policy.keepsAliases() ? this.shared.of(directory) : Set.of();
	}

	/** Looks for many contacts that are sent in one request. */
	public UpsertArray<SentContact, Contact> look(Directory directory, List<SentContact> contacts) {
		renewOld(directory, contacts);
		WriteContext context = WriteContext.current();
		MatchPolicy policy = policy(directory);
		Set<MatchKey> shared = shared(directory, policy);
		contacts.forEach((contact) -> contact.within(context).sharing(shared).under(policy));
		return this.matching.look(policy.of(directory.plan()), cards(directory, policy), contacts);
	}

	/** Creates a contact, without looking for a match. */
	public Contact create(Directory directory, ContactChanges contact) {
		return write(MatchPlan.NEW, directory, SentContact.unmatched(contact));
	}

	/**
	 * Creates the contacts of a directory that the open transaction has created. Of two
	 * that are one by the plan, one is created, as {@link FirstContacts} says; the policy
	 * is that of the tenant.
	 */
	public void fill(Directory directory, List<SentContact> contacts) {
		FirstContacts first = new FirstContacts(directory, policy(directory), this.matching, this.clock);
		for (int i = 0; i < contacts.size(); i++) {
			first.upsert(i, contacts.get(i));
		}
		// nobody else can know the directory yet
		Receipt nobody = first.nobody();
		WriteContext by = WriteContext.current();
		first.all()
			.forEach((contact) -> this.contacts.write(directory, contact, contact.name(),
					new ContactFunctions.SentName(null, first.sighting(contact)), Guard.NONE, nobody, by));
		first.suspects()
			.forEach((contact, suspects) -> this.reviews.ask(directory.tenant(), directory.id(), contact, suspects));
	}

	/** Changes a contact that is known by its id. */
	public Contact change(Directory directory, UUID contactId, ContactChanges changes) {
		return write(MatchPlan.BY_ID, directory, SentContact.byId(contactId, changes));
	}

	private Contact write(MatchPlan plan, Directory directory, SentContact contact) {
		renewOld(directory, List.of(contact));
		MatchPolicy policy = this.policies.of(directory.tenant(), directory.scope(), (Policy) null);
		contact.within(WriteContext.current()).sharing(shared(directory, policy)).keeping(policy);
		return this.matching.upsert(plan, cards(directory), contact).value();
	}

	/** So that no look needs to know of more than one form of a key. */
	private void renewOld(Directory directory, List<SentContact> sent) {
		if (this.rekeying.mayBeLeft(directory.tenant())) {
			sent.forEach((contact) -> this.old.renewFor(directory, contact));
		}
	}

	public Contact get(Directory directory, UUID contactId) {
		return this.contacts.find(directory.tenant().value(), directory.id(), directory.kind().stored(), contactId)
			.map((stored) -> this.contacts.shown(directory, stored.toContact()))
			.orElseThrow(() -> new NotFound("contact"));
	}

	/**
	 * The first of the contacts with these ids, in that order, without those that are not
	 * there; for a part of another the one that it is part of.
	 */
	public Slice<Contact> read(Directory directory, List<UUID> ids) {
		return this.contacts.read(directory, ids).map((contact) -> this.contacts.shown(directory, contact));
	}

	public void delete(Directory directory, UUID contactId) {
		WriteContext by = WriteContext.current();
		if (by.done().hasDeleted()) {
			return;
		}
		boolean deleted = this.matching.guarded(() -> this.contacts.lock(directory.tenant().value(), directory.id(),
				directory.kind().stored(), contactId),
				() -> this.contacts.delete(directory, contactId, this.clock.instant(), by));
		if (!deleted) {
			throw new NotFound("contact");
		}
	}

	/**
	 * The contacts after the given one in order of creation.
	 * @param after the last contact of the page before, or null for the first page
	 */
	public List<Contact> list(Directory directory, @Nullable UUID after, int size) {
		List<Contact> page = this.contacts
			.page(directory.tenant().value(), directory.id(), directory.kind().stored(),
					(after != null) ? after : BEFORE_ALL, size)
			.stream()
			.map(StoredContact::toContact)
			.map((contact) -> contact.shownFor(contact))
			.toList();
		if (page.isEmpty()
				&& !this.directories.exists(directory.tenant().value(), directory.id(), directory.kind().stored())) {
			// only that of an account can be missing: the others come with their owner
			throw new NotFound("account");
		}
		return page;
	}

	/** The contacts after a position, at most so many. */
	public Slice<Contact> list(Directory directory, Order order, Position start, int size) {
		return this.contacts.read(directory, order, start, size);
	}

	/** Those that somebody created, in order of creation. */
	public Slice<Contact> list(Directory directory, String author, Position start, int size) {
		return this.contacts.read(directory, author, start, size);
	}

	public long count(Directory directory) {
		return this.contacts.count(directory.tenant().value(), directory.id());
	}

	private KeyedRecords<SentContact, Contact> cards(Directory directory, MatchPolicy policy) {
		return (policy.policy() == Policy.CORROBORATED)
				? PersonCards.of(directory, this.contacts, this.clock, policy, this.reviews) : cards(directory);
	}

	private CardRecords cards(Directory directory) {
		return new CardRecords(directory, this.contacts, this.clock);
	}

}
