package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.onerow.api.failure.InvalidParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CellTextsTests {

	private static final String SIGNS = "ab=\\\n\rn ";

	@Test
	void whatAFormShowsIsReadAsItWas() {
		Random random = new Random(7);
		for (int i = 0; i < 2_000; i++) {
			Map<String, String> meanings = new LinkedHashMap<>();
			for (int j = 0; j < 3; j++) {
				String cell = text(random).strip();
				if (!cell.isEmpty()) {
					meanings.put(cell, text(random).strip());
				}
			}
			assertThat(CellTexts.meanings(CellTexts.shown(meanings))).isEqualTo(meanings);
			String text = text(random);
			assertThat(CellTexts.shown(text)).doesNotContain("\n", "\r");
			assertThat(CellTexts.read(CellTexts.shown(text))).isEqualTo(text);
		}
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(6); i > 0; i--) {
			text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
		}
		return text.toString();
	}

	@Test
	void whatPeopleTypeNeedsNoBackslash() {
		assertThat(CellTexts.meanings("Herr=m\r\n\r\n Frau = f \r\nnone ="))
			.isEqualTo(Map.of("Herr", "m", "Frau", "f", "none", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Herr", "= m", "a\\=b" })
	void lineWithoutAMeaningIsRefused(String line) {
		assertThatExceptionOfType(InvalidParameter.class).isThrownBy(() -> CellTexts.meanings(line));
	}

}
