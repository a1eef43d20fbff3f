package io.onerow.matching;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Whether a name says enough for two who have it to be one person. */
public final class FullName {

	/** A single word below, in which no edit is allowed, is no name of one person. */
	private static final int LONG = 5;

	/** What is sent where nothing is known, in the form of a {@link NameKey}. */
	private static final Set<String> NOBODY = Set.of("ano", "anonym", "anonymous", "asdf", "blank", "desconocido",
			"dummy", "empty", "inconnu", "inconnue", "keine angabe", "missing", "n n", "na", "name", "nil", "nn",
			"no name", "nobody", "noname", "none", "not available", "not known", "not provided", "null", "onbekend",
			"placeholder", "qwerty", "sconosciuto", "tba", "tbc", "tbd", "test", "tester", "testing", "todo",
			"unbekannt", "undefined", "unknown", "unnamed", "unspecified", "xx", "xxx");

	/** What does not make somebody of nobody. */
	private static final Set<String> ANYBODY = Set.of("account", "client", "contact", "customer", "employee", "guest",
			"kontakt", "kunde", "person", "user");

	/** Those that do not put a space between the parts of a name. */
	private static final Set<UnicodeScript> UNSPACED = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
			UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER,
			UnicodeScript.MYANMAR);

	private FullName() {
	}

	/**
	 * Whether it is one: no address, no placeholder, not one sign, and no single short
	 * word.
	 */
	public static boolean is(NameKey name) {
		return !isNobody(name) && !isShortWord(name);
	}

	/** Whether it says nothing of who it is: an address, a placeholder, one sign. */
	static boolean isNobody(NameKey name) {
		return name.length() <= 1 || name.value().indexOf('@') >= 0 || isPlaceholder(name.value());
	}

	private static boolean isPlaceholder(String name) {
		List<String> words = Arrays.stream(name.split("[^\\p{L}\\p{M}]+", -1))
			.filter((word) -> !word.isEmpty())
			.toList();
		return words.isEmpty() || NOBODY.contains(String.join(" ", words)) || NOBODY.contains(String.join("", words))
				|| (words.stream().anyMatch(NOBODY::contains)
						&& words.stream().allMatch((word) -> NOBODY.contains(word) || ANYBODY.contains(word)))
				|| words.stream().allMatch((word) -> ANYBODY.contains(word));
	}

	private static boolean isShortWord(NameKey name) {
		return name.length() < LONG && name.value().indexOf(' ') < 0 && name.value().indexOf(',') < 0
				&& name.value().codePoints().noneMatch((sign) -> UNSPACED.contains(UnicodeScript.of(sign)));
	}

	/**
	 * Whether the two may be one name though they differ: where a sign is a word or a
	 * syllable, another one is no error of typing.
	 */
	static boolean mayDiffer(NameKey one, NameKey other) {
		return !isOfSyllables(one) && !isOfSyllables(other);
	}

	/** Whether they are those of two persons: both say enough, and no half agrees. */
	public static boolean areOfTwo(NameKey one, NameKey other) {
		return is(one) && is(other) && Halves.compare(one, other).agreeing() == 0
				&& Likeness.near(one, other).isEmpty();
	}

	/** The edits between two names within their limit that may be one; else empty. */
	static OptionalInt distance(NameKey one, NameKey other) {
		OptionalInt distance = one.distanceTo(other);
		return (distance.orElse(0) > 0 && !mayDiffer(one, other)) ? OptionalInt.empty() : distance;
	}

	private static boolean isOfSyllables(NameKey name) {
		return name.value().codePoints().anyMatch((sign) -> switch (UnicodeScript.of(sign)) {
			case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
			default -> false;
		});
	}

}
