package io.onerow.matching;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.IDNA;

/**
 * A host with other letters than those of ASCII, by UTS 46 without the transition, which
 * made one name of {@code straße.de} and {@code strasse.de}. Loaded with the first such
 * host, as the tables of ICU take a tenth of a second.
 */
final class InternationalName {

	private static final IDNA UTS46 = IDNA
		.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.NONTRANSITIONAL_TO_ASCII);

	/** Hyphens at the third and fourth place are kept for encodings, and yet used. */
	private static final Set<IDNA.Error> FORGIVEN = EnumSet.of(IDNA.Error.HYPHEN_3_4);

	private InternationalName() {
	}

	/**
	 * The host in ASCII, in lower case. Empty for one with a character that is not of a
	 * word, though UTS 46 would take a heart and drop what cannot be seen.
	 */
	static Optional<String> ascii(String host) {
		IDNA.Info info = new IDNA.Info();
		String name = UTS46.nameToUnicode(host, new StringBuilder(), info).toString();
		String ascii = UTS46.nameToASCII(name, new StringBuilder(), info).toString();
		boolean taken = FORGIVEN.containsAll(info.getErrors())
				&& host.codePoints().noneMatch(InternationalName::isFormat)
				&& name.codePoints().allMatch(InternationalName::isOfAWord);
		return taken ? Optional.of(ascii) : Optional.empty();
	}

	/** The host as it is read, in lower case; the same if it cannot be. */
	static String unicode(String ascii) {
		IDNA.Info info = new IDNA.Info();
		String name = UTS46.nameToUnicode(ascii, new StringBuilder(), info).toString();
		return info.hasErrors() ? ascii : name;
	}

	private static boolean isFormat(int c) {
		return UCharacter.getType(c) == UCharacterCategory.FORMAT;
	}

	/** What HostName looks at again in ASCII is let through. */
	private static boolean isOfAWord(int c) {
		return switch (UCharacter.getType(c)) {
			case UCharacterCategory.NON_SPACING_MARK, UCharacterCategory.COMBINING_SPACING_MARK -> true;
			default -> c < 0x80 || UCharacter.isLetterOrDigit(c) || c == 0xB7;
		};
	}

}
