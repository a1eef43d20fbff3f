package io.onerow.contact;

import java.util.Set;
import java.util.TreeSet;

import io.onerow.matching.EmailKey;
import io.onerow.matching.FullName;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import org.jspecify.annotations.Nullable;

/**
 * That a person of some name has values which several may have: a new person, a new
 * value, or another name in place of one that it is no spelling of.
 *
 * @param values of addresses and phones, as they are stored, in order
 * @param name null if nothing is to be noted
 */
record Sighting(Set<String> values, @Nullable String name) {

	static final Sighting NONE = new Sighting(Set.of(), null);

	/** So many names make a value shared. */
	static final int NAMES = 3;

	/** More values of one tenant are not found. */
	static final int MOST = 10_000;

	/**
	 * @param before null if it is new
	 * @param region where national phone numbers are from; null if that is not known
	 */
	static Sighting of(@Nullable Contact before, Contact after, @Nullable String region) {
		NameSearch name = PersonFacts.name(after);
		if (name == null || !FullName.is(name.key())) {
			return NONE;
		}
		Set<String> values = values(after, region);
		if (before != null && !isAnother(before, name.key())) {
			values.removeAll(values(before, region));
		}
		return values.isEmpty() ? NONE : new Sighting(values, name.natural().key().value());
	}

	private static boolean isAnother(Contact before, NameKey name) {
		NameSearch called = PersonFacts.name(before);
		return called == null || FullName.areOfTwo(called.key(), name);
	}

	private static Set<String> values(Contact contact, @Nullable String region) {
		Set<String> values = new TreeSet<>();
		if (contact.email() != null) {
			values.add("email:" + EmailKey.of(contact.email()).value());
		}
		PersonFacts.phones(contact.attributes(), region).forEach((phone) -> values.add("phone:" + phone));
		return values;
	}

	// the values are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Sighting[" + this.values.size() + "]";
	}

}
