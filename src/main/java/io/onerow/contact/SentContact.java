package io.onerow.contact;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.Policy;
import io.onerow.matching.Probes;
import io.onerow.matching.Sought;
import io.onerow.policy.MatchPolicy;
import io.onerow.upsert.Allowed;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Change;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.RecordTooLarge;
import io.onerow.upsert.Sent;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * A contact as it was sent to one directory: what it is looked for by, and what it
 * becomes.
 */
public final class SentContact implements Sent {

	private Sought sought;

	private final ContactChanges changes;

	private final @Nullable String emailKey;

	private final @Nullable NameSearch name;

	/** The address that a new contact gets unless it is given another. */
	private final @Nullable String address;

	private final boolean byId;

	private @Nullable Probes probes;

	private @Nullable KeyLocks locks;

	private Allowed<ContactChanges> allowed;

	/** What a new contact gets; null until that is made. */
	private @Nullable String attributes;

	/** Null where none are kept. */
	private @Nullable MatchPolicy aliasing;

	/**
	 * @param keys that it is looked for by; null for those that it is given
	 */
	private SentContact(@Nullable Set<MatchKey> keys, ContactChanges changes, @Nullable String address, boolean byName,
			boolean byId) {
		this.changes = changes;
		this.allowed = Allowed.all(changes);
		this.address = address;
		this.byId = byId;
		this.emailKey = (changes.email() instanceof Change.Set<String> set) ? EmailKey.of(set.value()).value() : null;
		this.name = (changes.fullName() instanceof Change.Set<String> set) ? NameSearch.of(set.value()) : null;
		Set<MatchKey> given = given(this.emailKey, changes.externalId().applyTo(null));
		this.sought = new Sought((keys != null) ? keys : given, given, byName ? this.name : null);
	}

	private static Set<MatchKey> given(@Nullable String emailKey, @Nullable String externalId) {
		if (externalId == null) {
			return (emailKey != null) ? Set.of(new MatchKey(KeyKind.EMAIL, emailKey)) : Set.of();
		}
		MatchKey id = new MatchKey(KeyKind.EXTERNAL_ID, externalId);
		return (emailKey != null) ? Set.of(new MatchKey(KeyKind.EMAIL, emailKey), id) : Set.of(id);
	}

	/**
	 * For a contact of an account: looked for by the address and the name it is given.
	 */
	public static SentContact byAddressOrName(ContactChanges changes) {
		return new SentContact(null, changes, null, true, false);
	}

	/**
	 * For a contact of a connection: looked for by any of the addresses.
	 * @param addresses at least one; a contact that is created gets the first, unless it
	 * is given another
	 */
	public static SentContact byAddresses(List<String> addresses, ContactChanges changes) {
		return new SentContact(keys(addresses), changes, addresses.get(0), false, false);
	}

	/** For a contact of the company book: looked for by its number. */
	public static SentContact byNumber(long number, ContactChanges changes) {
		return new SentContact(Set.of(new MatchKey(KeyKind.NUMBER, Long.toString(number))), changes, null, false,
				false);
	}

	/**
	 * For a contact of the company book: looked for by the external id and the address
	 * that it is given.
	 */
	public static SentContact byExternalIdOrAddress(String externalId, ContactChanges changes) {
		Set<MatchKey> keys = new LinkedHashSet<>();
		keys.add(new MatchKey(KeyKind.EXTERNAL_ID, externalId));
		if (changes.email() instanceof Change.Set<String> set) {
			keys.add(MatchKey.of(EmailKey.of(set.value())));
		}
		return new SentContact(keys, changes, null, false, false);
	}

	static SentContact byId(UUID id, ContactChanges changes) {
		return new SentContact(Set.of(new MatchKey(KeyKind.ID, id.toString())), changes, null, false, true);
	}

	/** For a contact that is new, whoever is there. */
	static SentContact unmatched(ContactChanges changes) {
		return new SentContact(Set.of(), changes, null, false, true);
	}

	private static Set<MatchKey> keys(List<String> addresses) {
		Set<MatchKey> keys = new LinkedHashSet<>();
		addresses.forEach((address) -> keys.add(MatchKey.of(EmailKey.of(address))));
		return keys;
	}

	@Override
	public Sought sought() {
		return this.sought;
	}

	@Override
	public @Nullable Instant told() {
		return this.changes.told();
	}

	public ContactChanges changes() {
		return this.changes;
	}

	/** Leaves out what is another source's, but not for finding the contact. */
	SentContact within(WriteContext context) {
		Set<String> foreign = context.foreign("contact");
		if (!foreign.isEmpty()) {
			this.allowed = Allowed.of(this.changes, foreign, this.changes.needed(), ContactChanges::without);
		}
		return this;
	}

	/** Keeps the keys that it takes from a contact, if the policy says so. */
	SentContact keeping(MatchPolicy policy) {
		this.aliasing = policy.keepsAliases() ? policy : null;
		return this;
	}

	/** Of values that several persons have, where that counts. */
	SentContact sharing(Set<MatchKey> values) {
		this.sought = this.sought.sharing(values);
		return this;
	}

	/** Whether several persons have the address, so that it is no key of one. */
	boolean isShared(String email) {
		return this.sought.shared().contains(new MatchKey(KeyKind.EMAIL, email));
	}

	/** What a contact is seen with by this. */
	Sighting sighting(@Nullable Contact before, Contact after) {
		return (this.aliasing != null) ? Sighting.of(before, after, this.aliasing.region()) : Sighting.NONE;
	}

	/** Whether the contact has an id of another system, and stays with it. */
	boolean addsIds(Contact contact) {
		return this.aliasing != null && contact.externalId() != null && !this.byId
				&& this.allowed.updates().externalId() instanceof Change.Set<?>
				&& this.sought.keys().stream().noneMatch((key) -> key.kind() == KeyKind.NUMBER);
	}

	/**
	 * The aliases of a contact after this change.
	 * @param changed as it is then, but for them
	 */
	@Nullable Set<MatchKey> aliases(Contact contact, Contact changed) {
		if (this.aliasing == null || contact.aliases() == null) {
			return contact.aliases();
		}
		Set<MatchKey> aliases = Aliases.after(contact, changed,
				addsIds(contact) ? this.allowed.updates().externalId().applyTo(null) : null, this.aliasing.region());
		aliases.removeAll(this.sought.shared());
		return aliases;
	}

	/** Is looked for as a policy wants it; before its locks are asked for. */
	SentContact under(MatchPolicy policy) {
		keeping(policy);
		if (policy.policy() == Policy.KEYS) {
			this.sought = this.sought.byKeys();
		}
		if (policy.policy() == Policy.GUARDED && this.sought.name() != null) {
			this.sought = this.sought.guardedBy(
					PersonFacts.of(this.emailKey, this.changes.attributes().applyTo(Attributes.NONE), policy.region()));
		}
		if (policy.policy() == Policy.CORROBORATED && !this.byId) {
			Attributes facts = this.changes.attributes().applyTo(Attributes.NONE);
			NameSearch called = (this.name != null) ? this.name : PersonFacts.name(facts);
			Person known = PersonFacts.of(this.emailKey, facts, policy.region());
			this.sought = this.sought.corroboratedBy(called, known);
			this.probes = Probes.of(called, known, this.changes.externalId().applyTo(null));
		}
		return this;
	}

	@Override
	public Allowed<ContactChanges> allowed() {
		return this.allowed;
	}

	/** The locks that an upsert of it takes, by its name too. */
	KeyLocks locks(Directory directory) {
		if (this.locks == null) {
			Set<MatchKey> keys = new LinkedHashSet<>(this.sought.given());
			keys.addAll(this.sought.keys());
			KeyLocks all = named(this.sought.turned(), directory,
					KeyLocks.of(directory.id(), keys, List.of(), this.sought.name()));
			if (this.probes != null) {
				NameSearch natural = (this.sought.name() != null) ? this.sought.name().natural() : null;
				all = named((natural != null) ? natural.turned() : null, directory, named(natural, directory, all))
					.and(KeyLocks.of(directory.id(), this.probes.storedKeys(), this.probes.wantedKeys()));
			}
			this.locks = all;
		}
		return this.locks;
	}

	private static KeyLocks named(@Nullable NameSearch name, Directory directory, KeyLocks others) {
		return (name == null) ? others : others.and(KeyLocks.of(directory.id(), List.of(), List.of(), name));
	}

	/** Whether it says more of a person than a name, an address and a language. */
	boolean hasMore() {
		return this.changes.hasMore();
	}

	/**
	 * Makes what is stored of that where a contact is created; false if that is not what
	 * one who is there gets too, or is too large.
	 */
	boolean fits(DataSize most) {
		if (!this.changes.attributes().isWhole()) {
			return false;
		}
		try {
			this.attributes = hasMore() ? this.changes.attributes().applyTo(Attributes.NONE).json(most) : null;
			return true;
		}
		catch (RecordTooLarge ex) {
			return false;
		}
	}

	/** What {@link #fits} has made; null if nothing was said of it. */
	@Nullable String attributes() {
		return hasMore() ? Objects.requireNonNull(this.attributes) : null;
	}

	/** What it is looked for by in the index of evidence, if it is. */
	@Nullable Probes probes() {
		return this.probes;
	}

	/** The key of the address that it is given. */
	@Nullable String emailKey() {
		return this.emailKey;
	}

	/** The name that it is given. */
	@Nullable NameSearch name() {
		return this.name;
	}

	@Nullable String address() {
		return this.address;
	}

	/**
	 * Whether the client knows the contact, and means what is sent to the letter. An
	 * upsert keeps the spelling of the address instead.
	 */
	boolean isById() {
		return this.byId;
	}

	/**
	 * Whether it was looked for by addresses that need not be what it is given: then the
	 * key of one that it clears stays, so that it is found again.
	 */
	boolean isByAddresses() {
		return this.address != null;
	}

}
