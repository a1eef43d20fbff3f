package io.onerow.matching;

import java.util.Locale;

/**
 * The steps of the ladder for a name within the limit, from the surest down: what agrees
 * beside it, then what leaves it in doubt, then what says that it is another person.
 */
public enum Rung {

	/** And the phone agrees, and nothing contradicts; and so the next. */
	NAME_PHONE, NAME_BIRTH, NAME_ADDRESS, NAME_DOMAIN,
	/** Nothing is known that differs, and all there are belong to one account. */
	NAME_ACCOUNT,
	/** Something agrees, and something else contradicts. */
	CONTRADICTED,
	/** Nothing agrees, and nothing contradicts. */
	NAME_ONLY,
	/** So many have the name that they were not looked at. */
	TOO_MANY,
	/** Something contradicts, and nothing agrees. */
	DIFFERENT;

	private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

	static Rung of(Evidence evidence) {
		boolean agrees = !evidence.that(Sign.AGREES).isEmpty();
		if (!evidence.that(Sign.CONTRADICTS).isEmpty()) {
			return agrees ? CONTRADICTED : DIFFERENT;
		}
		if (evidence.phone() == Sign.AGREES) {
			return NAME_PHONE;
		}
		if (evidence.birthDate() == Sign.AGREES) {
			return NAME_BIRTH;
		}
		if (evidence.address() == Sign.AGREES) {
			return NAME_ADDRESS;
		}
		if (evidence.domain() == Sign.AGREES) {
			return NAME_DOMAIN;
		}
		return evidence.that(Sign.DIFFERS).isEmpty() ? NAME_ACCOUNT : NAME_ONLY;
	}

	boolean links() {
		return compareTo(NAME_ACCOUNT) <= 0;
	}

	boolean isDoubt() {
		return !links() && this != DIFFERENT;
	}

	/** The word on the wire, such as {@code name-birth}. */
	@Override
	public String toString() {
		return this.word;
	}

}
