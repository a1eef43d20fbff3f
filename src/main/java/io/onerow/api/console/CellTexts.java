package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.onerow.api.failure.InvalidParameter;

/**
 * Texts of a file in a form, of which each has one line: line breaks are {@code \n} and
 * {@code \r} there, and a backslash or equals sign has a backslash before it.
 */
final class CellTexts {

	private CellTexts() {
	}

	/** A text as a form has it. */
	static String shown(String text) {
		return text.replace("\\", "\\\\").replace("=", "\\=").replace("\n", "\\n").replace("\r", "\\r");
	}

	/** The text that a form has. */
	static String read(String shown) {
		StringBuilder text = new StringBuilder(shown.length());
		for (int i = 0; i < shown.length(); i++) {
			char sign = shown.charAt(i);
			if (sign == '\\' && i + 1 < shown.length()) {
				i++;
				sign = switch (shown.charAt(i)) {
					case 'n' -> '\n';
					case 'r' -> '\r';
					default -> shown.charAt(i);
				};
			}
			text.append(sign);
		}
		return text.toString();
	}

	/** What cells mean, a line for each: {@code cell = meaning}. */
	static String shown(Map<String, String> meanings) {
		return meanings.entrySet()
			.stream()
			.map((meaning) -> shown(meaning.getKey()) + " = " + shown(meaning.getValue()))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The other way round; blanks around cells and meanings do not count.
	 * @throws InvalidParameter if a line has no equals sign, or nothing before it
	 */
	static Map<String, String> meanings(String lines) {
		Map<String, String> meanings = new LinkedHashMap<>();
		lines.lines().filter((line) -> !line.isBlank()).forEach((line) -> {
			int sign = equalsSign(line);
			if (sign < 0 || line.substring(0, sign).isBlank()) {
				throw FormFault.of("values", "lines");
			}
			meanings.put(read(line.substring(0, sign).strip()), read(line.substring(sign + 1).strip()));
		});
		return meanings;
	}

	/** The first with no backslash before it; -1 if there is none. */
	private static int equalsSign(String line) {
		for (int i = 0; i < line.length(); i++) {
			if (line.charAt(i) == '\\') {
				i++;
			}
			else if (line.charAt(i) == '=') {
				return i;
			}
		}
		return -1;
	}

}
