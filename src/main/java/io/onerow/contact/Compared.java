package io.onerow.contact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.MatchKey;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.Policy;
import io.onerow.matching.Probes;
import io.onerow.matching.Sought;
import io.onerow.policy.MatchPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A contact that is stored, as an upsert of it would be looked for.
 *
 * @param probes what it is looked for by in the index of evidence; null where the policy
 * does not ask that
 */
record Compared(Directory directory, Contact contact, MatchPolicy policy, Sought sought, @Nullable Probes probes) {

	/**
	 * @param shown the same as it is shown, which tells what its other parts know
	 */
	static Compared of(Directory directory, Contact contact, Contact shown, MatchPolicy policy) {
		Sought sought = sought(contact, shown, Set.of(), CardRecords.keyed(contact).keys(), policy);
		return new Compared(directory, contact, policy, sought,
				(policy.policy() == Policy.CORROBORATED) ? Probes.of(sought.name(),
						PersonFacts.of(contact.emailKey(), shown.attributes(), policy.region()), contact.externalId())
						: null);
	}

	/**
	 * What an upsert of a contact would be matched by.
	 * @param keys that it would be looked for by
	 * @param given those that it would be sent with
	 */
	static Sought sought(Contact contact, Contact shown, Set<MatchKey> keys, Set<MatchKey> given, MatchPolicy policy) {
		NameSearch name = PersonFacts.name(contact);
		Person person = PersonFacts.of(contact.emailKey(), shown.attributes(), policy.region());
		Sought keyed = new Sought(keys, given, name);
		return (policy.policy() == Policy.CORROBORATED) ? keyed.corroboratedBy(name, person) : keyed.guardedBy(person);
	}

	private MatchPlan plan() {
		return this.policy.of(this.directory.plan());
	}

	/** Whether there is anything but keys by which it is compared. */
	static boolean isComparedIn(Directory directory, MatchPolicy policy) {
		return policy.of(directory.plan()).comparesRecords();
	}

	/**
	 * Whether one that was met could be this one, as far as is known without reading it.
	 */
	boolean mayBe(ContactPairs.Pair pair) {
		NameKey name = pair.name();
		if (name == null) {
			return true;
		}
		return (this.probes != null) ? this.probes.mayBe(pair.metBy(), name) : isNear(name);
	}

	private boolean isNear(NameKey other) {
		return names().stream().anyMatch((name) -> name.key().distanceTo(other).isPresent());
	}

	/**
	 * By which it is looked for in the index of names: straight, and where the policy
	 * turns names, turned.
	 */
	List<NameSearch> names() {
		NameSearch turned = (this.policy.policy() == Policy.GUARDED) ? this.sought.turned() : null;
		return Stream.of(Optional.ofNullable(this.sought.name()), Optional.ofNullable(turned))
			.flatMap(Optional::stream)
			.toList();
	}

	/** Who of the others it may be, the best first. */
	List<Match.Suspect<UUID>> among(List<Candidate<UUID>> others) {
		return plan().alike(this.sought, others);
	}

	/** Whether the other is the same contact, of which both are parts. */
	boolean isOneWith(Contact other) {
		return whole(this.contact).equals(whole(other));
	}

	private static UUID whole(Contact contact) {
		return (contact.merged() != null) ? contact.merged().survivor() : contact.id();
	}

	// the fields are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Compared[" + this.contact.id() + "]";
	}

}
