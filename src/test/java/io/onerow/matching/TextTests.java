package io.onerow.matching;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

	@Test
	void whiteSpaceIsUnicodesProperty() {
		Pattern property = Pattern.compile("\\p{IsWhite_Space}");
		assertThat(codePoints())
			.allMatch((c) -> Text.isWhiteSpace(c) == property.matcher(Character.toString(c)).matches());
	}

	@Test
	void ignorableIsUnicodesProperty() {
		assertThat(codePoints()).allMatch(
				(c) -> Text.isIgnorable(c) == UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT));
	}

	@Test
	void whateverIsUnseenGoesAtBothEnds() {
		assertThat(
				codePoints().filter((c) -> Text.isWhiteSpace(c) || Text.isIgnorable(c)).mapToObj(Character::toString))
			.allMatch((unseen) -> Text.trimmed(unseen + "K" + unseen + "1" + unseen).equals("K" + unseen + "1"));
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "K1,K1", "K1 ,K1", "\u00A0K1\u2007,K1", "\uFEFFK1\u200B\u3000\u200F,K1", "K1\u0000\u0007,K1",
					"\uDB40\uDC20K1\uDB40\uDC7F,K1", "K 1,K 1", "K\u200B1,K\u200B1", "\uD800,\uD800", "' ',''" })
	void textIsTrimmed(String text, String trimmed) {
		assertThat(Text.trimmed(text)).isEqualTo(trimmed);
	}

	@ParameterizedTest
	@CsvSource(ignoreLeadingAndTrailingWhitespace = false,
			value = { "Tracy Trim,Tracy Trim", "' Tracy \t Trim\n',Tracy Trim", "Tracy\u00A0Trim,Tracy Trim",
					"Tracy\u202F\u200B\u3000Trim,Tracy Trim", "Tra\u200Bcy\u2028Trim,Tra\u200Bcy Trim",
					"\uD83D\uDC69\u200D\uD83D\uDC67  x,\uD83D\uDC69\u200D\uD83D\uDC67 x", "'\u3000 ',''" })
	void nameIsSingleSpaced(String name, String spaced) {
		assertThat(Text.singleSpaced(name)).isEqualTo(spaced);
		assertThat(Text.singleSpaced(spaced)).isEqualTo(spaced);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n", "\u00A0\u202F", "\u200B", "\uFEFF\u00AD\u200F", "\u3164", "\u0007" })
	void whatCannotBeSeenIsBlank(String text) {
		assertThat(Text.isBlank(text)).isTrue();
	}

	@Test
	void anythingElseIsNotBlank() {
		assertThat(Text.isBlank("\u00A0.\u200B")).isFalse();
	}

	private static IntStream codePoints() {
		return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
	}

}
