package io.onerow.matching;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is known of two persons besides their names, thing by thing.
 *
 * @param phone the same as it is or was, or another, which is no contradiction if several
 * have one of the two
 * @param birthDate the same but for an error of typing, or another
 * @param address near, or not
 * @param domain whether both have an address of email of one company
 * @param email another one, which is a contradiction unless several people read one of
 * the two; one that is the same is a key
 */
public record Evidence(Sign phone, Sign birthDate, Sign address, Sign domain, Sign email) {

	/** Of two persons of whom nothing is known. */
	static final Evidence NONE = of(Person.UNKNOWN, Person.UNKNOWN, Set.of());

	/**
	 * @param shared values that several persons have
	 */
	static Evidence of(Person one, Person other, Set<MatchKey> shared) {
		return new Evidence(
				one.sharesPhone(other) ? Sign.AGREES
						: compare(one, other, Person::phone,
								(a, b) -> unlessShared(isShared(KeyKind.PHONE, a, b, shared))),
				compare(one, other, Person::birthDate,
						(a, b) -> BirthDates.agree(a, b) ? Sign.AGREES : Sign.CONTRADICTS),
				one.compareAddresses(other),
				compare(one, other, Person::email, (a, b) -> a.isOfOneHouseWith(b) ? Sign.AGREES : Sign.UNKNOWN),
				compare(one, other, Person::email, (a, b) -> emails(a, b, shared)));
	}

	private static <T> Sign compare(Person one, Person other, Function<Person, @Nullable T> part,
			BiFunction<T, T, Sign> sign) {
		T a = part.apply(one);
		T b = part.apply(other);
		return (a != null && b != null) ? sign.apply(a, b) : Sign.UNKNOWN;
	}

	private static Sign emails(Mailbox one, Mailbox other, Set<MatchKey> shared) {
		if (one.equals(other)) {
			return Sign.AGREES;
		}
		return unlessShared(
				one.isShared() || other.isShared() || isShared(KeyKind.EMAIL, one.key(), other.key(), shared));
	}

	private static Sign unlessShared(boolean shared) {
		return shared ? Sign.DIFFERS : Sign.CONTRADICTS;
	}

	private static boolean isShared(KeyKind kind, String one, String other, Set<MatchKey> shared) {
		return shared.contains(new MatchKey(kind, one)) || shared.contains(new MatchKey(kind, other));
	}

	/** Whether something agrees that is of one person or few, not of a whole company. */
	boolean isOfOnePerson() {
		return this.phone == Sign.AGREES || this.birthDate == Sign.AGREES || this.address == Sign.AGREES;
	}

	/** What of it says the one or the other, by name, the strongest first. */
	public Map<String, Sign> known() {
		Map<String, Sign> known = new LinkedHashMap<>();
		known.put("phone", this.phone);
		known.put("birthDate", this.birthDate);
		known.put("address", this.address);
		known.put("domain", this.domain);
		known.put("email", this.email);
		known.values().removeIf((sign) -> sign == Sign.UNKNOWN);
		return known;
	}

}
