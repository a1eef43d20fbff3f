package io.onerow.matching;

import java.util.Locale;
import java.util.Map;

/**
 * The steps of the ladders of the policies, from the surest down: what links, then what
 * leaves it in doubt, then what says that it is another person. Of a policy, each that it
 * has stands above those behind it.
 */
public enum Rung {

	/** An id agrees, and one thing more. */
	ID,
	/** A name within the limit, and what agrees besides. */
	NAME_PHONE, NAME_EMAIL, NAME_BIRTH, NAME_ADDRESS, NAME_DOMAIN,
	/** Nothing is known that differs, and all there are belong to one account. */
	NAME_ACCOUNT,
	/** The name, and a number that is one error of typing away. */
	NAME_NEAR_ID,
	/** The given name and the whole address. */
	GIVEN_WHOLE_ADDRESS,
	/** Birth date and address, and what agrees besides, or at least does not differ. */
	BIRTH_ADDRESS_GIVEN, BIRTH_ADDRESS, BIRTH_ADDRESS_NEAR_ID,
	/**
	 * The same given name, the surname and the whole address, and birth dates that
	 * contradict, but are less than a generation apart.
	 */
	NAME_HOME,
	/** Something agrees, and something else contradicts. */
	CONTRADICTED,
	/** Nothing agrees, and nothing contradicts. */
	NAME_ONLY,
	/** Name and address agree, and the birth date contradicts. */
	PARENT_CHILD,
	/** Birth date, address and half the name agree, and the given name is another. */
	TWIN,
	/** Birth date and address agree, and no half of the name. */
	OTHER_NAME,
	/** The whole address and half the name agree. */
	HOUSEHOLD,
	/** So many have the name, or as much in common, that they were not looked at. */
	TOO_MANY,
	/** Something contradicts, and nothing agrees. */
	DIFFERENT;

	private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * Of a name within the limit, under guard.
	 * @param known all that says the one or the other, by name
	 */
	static Rung of(Evidence evidence, Map<String, Sign> known, boolean ofOneAccount) {
		if (known.containsValue(Sign.CONTRADICTS)) {
			return known.containsValue(Sign.AGREES) ? CONTRADICTED : DIFFERENT;
		}
		if (known.get("id") == Sign.AGREES) {
			return ID;
		}
		if (evidence.phone() == Sign.AGREES) {
			return NAME_PHONE;
		}
		if (evidence.email() == Sign.AGREES) {
			return NAME_EMAIL;
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
		return (ofOneAccount && !known.containsValue(Sign.DIFFERS)) ? NAME_ACCOUNT : NAME_ONLY;
	}

	boolean links() {
		return compareTo(NAME_HOME) <= 0;
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
