package io.onerow.matching;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody lives, in the form in which it is compared; a part that is not known is
 * empty.
 *
 * @param code the postal code
 * @param number what of the street has a digit in it
 * @param line the rest of the street
 */
public record PostalAddress(String code, String town, String number, String line) {

	private static final int NEAR = 3;

	/** No postal code is longer. */
	private static final int LONGEST_CODE = 20;

	/** An address as it was sent; null if nothing of it can be compared. */
	public static @Nullable PostalAddress of(@Nullable String street, @Nullable String town, @Nullable String code) {
		String[] words = folded(street).split("[\\s,;]+", -1);
		PostalAddress address = new PostalAddress(code(folded(code).replace(" ", "")), folded(town).replace(" ", ""),
				Arrays.stream(words).filter(PostalAddress::hasDigit).collect(Collectors.joining(" ")),
				Arrays.stream(words).filter((word) -> !hasDigit(word)).collect(Collectors.joining()));
		boolean isEmpty = address.code.isEmpty() && address.town.isEmpty() && address.number.isEmpty()
				&& address.line.isEmpty();
		return isEmpty ? null : address;
	}

	private static String folded(@Nullable String text) {
		return (text != null) ? NameFolding.folded(text) : "";
	}

	private static String code(String folded) {
		return (folded.length() <= LONGEST_CODE) ? folded : "";
	}

	private static boolean hasDigit(String word) {
		return word.codePoints().anyMatch(Character::isDigit);
	}

	/**
	 * It agrees if two of three parts do: the area, which is the postal code or else the
	 * town, as the one follows from the other; the number in the street; and the street.
	 */
	Sign compare(PostalAddress other) {
		if (agreeing(other) >= 2) {
			return Sign.AGREES;
		}
		return (parts(other).filter((part) -> part != Sign.UNKNOWN).count() >= 2) ? Sign.DIFFERS : Sign.UNKNOWN;
	}

	/** How many of the three parts agree. */
	int agreeing(PostalAddress other) {
		return (int) parts(other).filter((part) -> part == Sign.AGREES).count();
	}

	private Stream<Sign> parts(PostalAddress other) {
		return Stream.of(area(other), equal(this.number, other.number), near(this.line, other.line));
	}

	private Sign area(PostalAddress other) {
		Sign codes = (this.code.isEmpty() || other.code.isEmpty()) ? Sign.UNKNOWN
				: Sign.agreesIf(Typing.isWithin(1, this.code, other.code));
		Sign towns = near(this.town, other.town);
		return (codes == Sign.AGREES || towns == Sign.UNKNOWN) ? codes : towns;
	}

	private static Sign equal(String one, String other) {
		return (one.isEmpty() || other.isEmpty()) ? Sign.UNKNOWN : Sign.agreesIf(one.equals(other));
	}

	private static Sign near(String one, String other) {
		int shorter = Math.min(one.length(), other.length());
		return (shorter == 0) ? Sign.UNKNOWN : Sign.agreesIf(Typing.isWithin(Math.min(NEAR, shorter / 4), one, other));
	}

}
