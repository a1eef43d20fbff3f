package io.onerow.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each over all of Unicode, not a sample of it. */
class KeyTextTests {

	@Test
	void everyCodePointIsStableAfterOnePass() {
		assertThat(codePoints().mapToObj(Character::toString).filter(KeyTextTests::moves)).isEmpty();
	}

	/** Only what ends a canonical decomposition can compose with what it follows. */
	@Test
	void everyUpperCaseLetterWithEveryMarkIsStableAfterOnePass() {
		Set<String> marks = codePoints().mapToObj(Character::toString)
			.map((text) -> Normalizer.normalize(text, Normalizer.Form.NFD))
			.filter((parts) -> parts.codePointCount(0, parts.length()) > 1)
			.map((parts) -> Character.toString(parts.codePointBefore(parts.length())))
			.collect(Collectors.toSet());
		assertThat(marks).contains("\u0301", "\u030C");
		assertThat(codePoints().filter((c) -> Character.toLowerCase(c) != c)
			.mapToObj(Character::toString)
			.flatMap((letter) -> marks.stream().map(letter::concat))
			.filter(KeyTextTests::moves)).isEmpty();
	}

	@Test
	void loweringAloneWouldLeaveAKeyDecomposed() {
		String parted = "J\u030C";
		assertThat(Normalizer.isNormalized(parted.toLowerCase(Locale.ROOT), Normalizer.Form.NFC)).isFalse();
		assertThat(KeyText.lowerCased(parted)).isEqualTo("\u01F0");
	}

	private static boolean moves(String text) {
		String once = KeyText.lowerCased(text);
		return !once.toLowerCase(Locale.ROOT).equals(once) || !Normalizer.isNormalized(once, Normalizer.Form.NFC);
	}

	private static IntStream codePoints() {
		return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
	}

}
