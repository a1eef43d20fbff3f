package io.onerow.matching;

import java.text.Normalizer;
import java.util.Locale;

/** The one way in which text that is no name becomes part of a key. */
final class KeyText {

	private KeyText() {
	}

	/**
	 * Lower case and NFC at once. Lowering can leave NFC (J with caron has no composed
	 * form, j with caron has one), so both are repeated until nothing moves; otherwise a
	 * key made from a key could differ from it.
	 */
	static String lowerCased(String text) {
		if (isAscii(text)) {
			return text.toLowerCase(Locale.ROOT);
		}
		String before;
		String after = composed(text);
		do {
			before = after;
			after = composed(before.toLowerCase(Locale.ROOT));
		}
		while (!after.equals(before));
		return after;
	}

	static String composed(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
