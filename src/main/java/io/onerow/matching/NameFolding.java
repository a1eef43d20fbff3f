package io.onerow.matching;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two spellings of one name have in common: NFKC and full case folding, without what
 * is ignorable, single-spaced. The joiner within an emoji stays, as it tells a family
 * from its members; i and I with and without a dot are one letter.
 */
final class NameFolding {

	private static final int LATIN_END = 0x180;

	private static final char JOINER = '\u200D';

	private NameFolding() {
	}

	/** The folding of a folding is that folding. */
	static String folded(String name) {
		String spaced = Text.singleSpaced(name);
		String latin = latin(spaced);
		return (latin != null) ? latin : byTables(spaced);
	}

	/** Of letters that need no tables, as most names are; null for others. */
	private static @Nullable String latin(String name) {
		StringBuilder folded = new StringBuilder(name.length() + 4);
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c < 0x80) {
				folded.append((c >= 'A' && c <= 'Z') ? (char) (c + 0x20) : c);
			}
			else if (c == 0xDF) {
				folded.append("ss");
			}
			else if (c == 0x130 || c == 0x131) {
				folded.append('i');
			}
			else if (c < 0xC0 || c >= LATIN_END || isCompatibility(c)) {
				return null;
			}
			else {
				folded.append(Character.toLowerCase(c));
			}
		}
		return folded.toString();
	}

	/** Of the letters below {@link #LATIN_END}: ij, l with a dot, 'n, long s. */
	private static boolean isCompatibility(char c) {
		return switch (c) {
			case 0x132, 0x133, 0x13F, 0x140, 0x149, 0x17F -> true;
			default -> false;
		};
	}

	/** What is left out or replaced after the folding may let more of it be folded. */
	private static String byTables(String name) {
		String folded;
		String after = name;
		do {
			folded = Tables.FOLDING.normalize(hasIotaBelow(after) ? Tables.DECOMPOSED.normalize(after) : after);
			after = Text.singleSpaced(withoutStrayJoiners(folded.replace('\u0131', 'i').replace("i\u0307", "i")));
		}
		while (!after.equals(folded));
		return after;
	}

	/** It becomes a letter, before or after other marks as they happen to stand. */
	private static boolean hasIotaBelow(String name) {
		return name.chars().anyMatch((c) -> c == 0x345 || (c >= 0x1F80 && c <= 0x1FFF));
	}

	private static String withoutStrayJoiners(String name) {
		if (name.indexOf(JOINER) < 0) {
			return name;
		}
		StringBuilder kept = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) != JOINER || (isAfterEmoji(name, i) && isEmoji(name, i + 1))) {
				kept.append(name.charAt(i));
			}
		}
		return kept.toString();
	}

	/** An emoji may have a colour of skin, and of several joiners the last one stays. */
	private static boolean isAfterEmoji(String name, int end) {
		int at = end;
		while (at > 0 && belongsToEmoji(name.codePointBefore(at))) {
			at -= Character.charCount(name.codePointBefore(at));
		}
		return at > 0 && UCharacter.hasBinaryProperty(name.codePointBefore(at), UProperty.EXTENDED_PICTOGRAPHIC);
	}

	private static boolean belongsToEmoji(int c) {
		return c == JOINER || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_MODIFIER);
	}

	private static boolean isEmoji(String name, int at) {
		return at < name.length()
				&& UCharacter.hasBinaryProperty(name.codePointAt(at), UProperty.EXTENDED_PICTOGRAPHIC);
	}

	/** Those of ICU, which are loaded with the first name that needs them. */
	private static final class Tables {

		static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();

		static final Normalizer2 FOLDING = new FilteredNormalizer2(Normalizer2.getNFKCCasefoldInstance(),
				new UnicodeSet(JOINER, JOINER).complement().freeze());

	}

}
