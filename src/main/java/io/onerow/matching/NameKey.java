package io.onerow.matching;

import java.util.OptionalInt;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * What of a person's or company's name is compared: NFKC, case folded, without what
 * cannot be seen, each run of white space one space; accents stay, but the dot of an i.
 * Lengths and distances count code points. The constructor takes a value that {@link #of}
 * made, as stored.
 */
public record NameKey(String value) {

	static final int MAX_LIMIT = 2;

	private static final LevenshteinDistance[] WITHIN = { new LevenshteinDistance(0), new LevenshteinDistance(1),
			new LevenshteinDistance(MAX_LIMIT) };

	/** The key of a name as it was sent; the key of a key is that key. */
	public static NameKey of(String name) {
		return new NameKey(NameFolding.folded(name));
	}

	static int limitOf(int shorterLength) {
		return Math.min(MAX_LIMIT, shorterLength / 5);
	}

	/** The same name with what is behind a comma in front; itself if there is none. */
	NameKey natural() {
		int comma = this.value.indexOf(',');
		String first = this.value.substring(comma + 1).strip();
		return (comma < 1 || first.isEmpty()) ? this
				: new NameKey(first + " " + this.value.substring(0, comma).strip());
	}

	/** The length in code points. */
	public int length() {
		return this.value.codePointCount(0, this.value.length());
	}

	/**
	 * How many edits the two names may be apart and still be one: a fifth of the shorter,
	 * rounded down, at most 2; none if one is an address, which is no name that is typed.
	 */
	public int limitWith(NameKey other) {
		return (isAddress() || other.isAddress()) ? 0 : limitOf(Math.min(length(), other.length()));
	}

	private boolean isAddress() {
		int at = this.value.indexOf('@');
		return at > 0 && at < this.value.length() - 1 && this.value.indexOf(' ') < 0;
	}

	/** The edits between the two names, or empty if they are more than the limit. */
	public OptionalInt distanceTo(NameKey other) {
		int distance = distanceWithin(limitWith(other), other);
		return (distance < 0) ? OptionalInt.empty() : OptionalInt.of(distance);
	}

	private int distanceWithin(int limit, NameKey other) {
		if (isOneUnitEach() && other.isOneUnitEach()) {
			return WITHIN[limit].apply(this.value, other.value);
		}
		return WITHIN[limit].apply(CodePoints.of(this.value), CodePoints.of(other.value));
	}

	private boolean isOneUnitEach() {
		return this.value.length() == length();
	}

	/**
	 * The keys under which this name is stored, 1 to 3, distinct and ascending. They are
	 * a part of {@link #probeKeys()}. For ever the same for the same name.
	 */
	public long[] indexKeys() {
		return NameSegments.of(this).indexKeys();
	}

	/**
	 * The keys under which to look for names near this one, at most 19, distinct and
	 * ascending: every name within the limit is stored under at least one of them, and so
	 * are some that are not, which {@link #distanceTo} tells apart.
	 */
	public long[] probeKeys() {
		return NameSegments.of(this).probeKeys();
	}

	/**
	 * Which letters this name has, as bits: of the 32 classes of code points that agree
	 * in their last five bits, bit {@code c} says that it has one of class {@code c}, bit
	 * {@code c + 32} that it has more. An edit changes the number of at most two classes
	 * by one, and so at most two bits. For ever the same for the same name.
	 */
	public long letters() {
		int once = 0;
		int more = 0;
		for (int at = 0; at < this.value.length(); at += Character.charCount(this.value.codePointAt(at))) {
			int letter = 1 << (this.value.codePointAt(at) & 31);
			more |= once & letter;
			once |= letter;
		}
		return (long) more << 32 | Integer.toUnsignedLong(once);
	}

	/** In how many bits the {@link #letters()} of a name near this one differ at most. */
	public int mostLettersApart() {
		return isAddress() ? 0 : 2 * limitOf(length());
	}

}
