package io.onerow.matching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is known of two persons, compared for the ladder of the corroborated policy.
 *
 * @param name whether the whole names agree
 * @param distance how many edits they are apart, one more than {@code limit} if that is
 * too many
 * @param evidence what besides names is compared as under guard
 * @param parts how many of the three parts of the address agree
 * @param id whether an id of one person agrees
 * @param nearId whether a number is one error of typing away
 */
record Likeness(boolean name, int distance, int limit, Halves.Alike halves, Evidence evidence, int parts, boolean id,
		boolean nearId, boolean sameGiven, int years) {

	private static final int WHOLE_ADDRESS = 3;

	private static final int GENERATION = 13;

	static <T extends Comparable<T>> Likeness of(Sought sought, Candidate<T> candidate) {
		NameKey wanted = (sought.name() != null) ? sought.name().key() : null;
		NameKey name = candidate.name();
		int limit = (wanted != null && name != null) ? wanted.limitWith(name) : 0;
		OptionalInt near = (wanted != null && name != null) ? near(wanted, name) : OptionalInt.empty();
		Halves.Alike halves = Halves.compare(wanted, name);
		return new Likeness(near.isPresent() || halves.isWhole(), near.orElse(limit + 1), limit, halves,
				Evidence.of(sought.known(), candidate.known(), sought.shared()),
				sought.known().agreeingParts(candidate.known()),
				candidate.keys()
					.stream()
					.anyMatch((key) -> isId(key) && sought.given().contains(key) && !sought.shared().contains(key)),
				Stream.concat(candidate.keys().stream(), candidate.aliases().stream())
					.anyMatch((key) -> isOneOff(sought, key)),
				Halves.haveOneGiven(wanted, name), years(sought.known(), candidate.known()));
	}

	private static int years(Person one, Person other) {
		return (one.birthDate() != null && other.birthDate() != null)
				? Math.abs(one.birthDate().getYear() - other.birthDate().getYear()) : Integer.MAX_VALUE;
	}

	private static boolean isNumber(MatchKey key) {
		return key.kind() == KeyKind.EXTERNAL_ID || key.kind() == KeyKind.NATIONAL_NUMBER;
	}

	private static boolean isOneOff(Sought sought, MatchKey key) {
		return isNumber(key)
				&& sought.values(key.kind()).stream().anyMatch((own) -> NumberTyping.isOneOff(own, key.value()));
	}

	private static boolean isId(MatchKey key) {
		return isNumber(key) || (key.kind() == KeyKind.EMAIL && !new Mailbox(key.value()).isShared());
	}

	/**
	 * Whether the national number is the same; one that is no more than an error of
	 * typing away differs, any other contradicts.
	 */
	static <T extends Comparable<T>> Sign nationalNumber(Sought sought, Candidate<T> candidate) {
		Set<String> sent = sought.values(KeyKind.NATIONAL_NUMBER);
		if (sent.isEmpty() || !candidate.has(KeyKind.NATIONAL_NUMBER)) {
			return Sign.UNKNOWN;
		}
		List<MatchKey> own = candidate.keys().stream().filter((key) -> key.kind() == KeyKind.NATIONAL_NUMBER).toList();
		if (own.stream().anyMatch((key) -> sent.contains(key.value()))) {
			return Sign.AGREES;
		}
		return own.stream().anyMatch((key) -> isOneOff(sought, key)) ? Sign.DIFFERS : Sign.CONTRADICTS;
	}

	/**
	 * Whether it is another person, whatever key they have in common: the birth date is
	 * another, or no half of the name agrees.
	 */
	static <T extends Comparable<T>> boolean contradicts(Sought sought, Candidate<T> candidate) {
		if (birthDate(sought, candidate) == Sign.CONTRADICTS) {
			return true;
		}
		NameKey name = candidate.name();
		return sought.name() != null && name != null && FullName.areOfTwo(sought.name().key(), name);
	}

	/**
	 * Whether other systems call it by another id than the one that was sent, and neither
	 * the birth date nor half the name agrees.
	 */
	static <T extends Comparable<T>> boolean isCountedOtherwise(Sought sought, Candidate<T> candidate) {
		Set<String> sent = sought.values(KeyKind.EXTERNAL_ID);
		boolean other = !sent.isEmpty() && candidate.has(KeyKind.EXTERNAL_ID)
				&& Stream.concat(candidate.keys().stream(), candidate.aliases().stream())
					.noneMatch((key) -> key.kind() == KeyKind.EXTERNAL_ID && sent.contains(key.value()));
		NameKey wanted = (sought.name() != null) ? sought.name().key() : null;
		return other && birthDate(sought, candidate) != Sign.AGREES
				&& Halves.compare(wanted, candidate.name()).agreeing() == 0;
	}

	/**
	 * Whether a value that several persons have says nothing, as there is no more:
	 * neither the given name nor the birth date agrees. Of whom nothing is known it is
	 * enough.
	 */
	static <T extends Comparable<T>> boolean lacksMore(Sought sought, Candidate<T> candidate) {
		Sign birthDate = birthDate(sought, candidate);
		NameKey name = candidate.name();
		if (birthDate != Sign.UNKNOWN || sought.name() == null || name == null) {
			return birthDate == Sign.CONTRADICTS;
		}
		return Halves.compare(sought.name().key(), name).given() != Sign.AGREES;
	}

	private static <T extends Comparable<T>> Sign birthDate(Sought sought, Candidate<T> candidate) {
		return Evidence.of(sought.known(), candidate.known(), sought.shared()).birthDate();
	}

	/** How many edits the names are apart, straight or turned, if they are near. */
	static OptionalInt near(NameKey wanted, NameKey name) {
		if (!FullName.is(wanted) || !FullName.is(name)) {
			return OptionalInt.empty();
		}
		NameKey natural = name.natural();
		OptionalInt straight = FullName.distance(wanted.natural(), natural);
		NameSearch turned = NameSearch.of(wanted.natural()).turned();
		return (straight.isPresent() || turned == null) ? straight : FullName.distance(turned.key(), natural);
	}

	/** The first that holds; null if none does. */
	@Nullable Rung rung() {
		boolean half = this.halves.agreeing() > 0;
		boolean born = this.evidence.birthDate() == Sign.AGREES;
		boolean unborn = this.evidence.birthDate() == Sign.UNKNOWN;
		boolean home = this.parts > 1;
		boolean given = this.halves.given() == Sign.AGREES;
		if ((this.id && (half || this.name || born || home)) || hasOfMany()) {
			return Rung.ID;
		}
		if (this.name && (born || (home && unborn))) {
			return born ? Rung.NAME_BIRTH : Rung.NAME_ADDRESS;
		}
		if (this.name && this.nearId && (home || unborn)) {
			return Rung.NAME_NEAR_ID;
		}
		if (given && this.parts == WHOLE_ADDRESS && unborn) {
			return Rung.GIVEN_WHOLE_ADDRESS;
		}
		if (born && home) {
			return bornAtHome(half, given);
		}
		if (isOneAtHome()) {
			return Rung.NAME_HOME;
		}
		if (this.name && home) {
			return Rung.PARENT_CHILD;
		}
		return (this.parts == WHOLE_ADDRESS && half && unborn) ? Rung.HOUSEHOLD : null;
	}

	/**
	 * A whole household has one phone, and who has an address that is no key shares it:
	 * it takes what is one's own.
	 */
	private boolean hasOfMany() {
		return (this.evidence.phone() == Sign.AGREES || this.evidence.email() == Sign.AGREES)
				&& (this.halves.given() == Sign.AGREES || this.name || this.evidence.birthDate() == Sign.AGREES)
				&& this.evidence.birthDate() != Sign.CONTRADICTS;
	}

	/** Nobody has a child of the same name so young, nor gives it to a second one. */
	private boolean isOneAtHome() {
		return this.name && this.halves.isWhole() && this.sameGiven && this.parts == WHOLE_ADDRESS
				&& this.years < GENERATION;
	}

	private Rung bornAtHome(boolean half, boolean given) {
		if (given) {
			return Rung.BIRTH_ADDRESS_GIVEN;
		}
		if (this.halves.given() == Sign.UNKNOWN && this.halves.surname() != Sign.DIFFERS) {
			return Rung.BIRTH_ADDRESS;
		}
		if (this.nearId) {
			return Rung.BIRTH_ADDRESS_NEAR_ID;
		}
		return half ? Rung.TWIN : Rung.OTHER_NAME;
	}

	/** What of it says the one or the other, by name. */
	Map<String, Sign> known() {
		Map<String, Sign> known = new LinkedHashMap<>();
		known.put("givenName", this.halves.given());
		known.put("surname", this.halves.surname());
		known.putAll(this.evidence.known());
		known.remove("domain");
		known.put("wholeAddress", (this.parts == WHOLE_ADDRESS) ? Sign.AGREES : Sign.UNKNOWN);
		known.put("id", this.id ? Sign.AGREES : Sign.UNKNOWN);
		known.put("nearId", this.nearId ? Sign.AGREES : Sign.UNKNOWN);
		known.values().removeIf((sign) -> sign == Sign.UNKNOWN);
		return known;
	}

}
