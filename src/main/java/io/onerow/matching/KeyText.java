package io.onerow.matching;

import java.text.Normalizer;
import java.util.Locale;

/** The one way in which text becomes part of a key. */
final class KeyText {

	private KeyText() {
	}

	/**
	 * Lower case and NFC at once. Lowering can leave NFC (J with caron has no composed
	 * form, j with caron has one), so both are repeated until nothing moves; otherwise a
	 * key made from a key could differ from it.
	 */
	static String lowerCased(String text) {
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

	/** Without the white space at both ends. */
	static String trimmed(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isWhiteSpace(text.charAt(start))) {
			start++;
		}
		while (start < end && isWhiteSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	/** Trimmed, and with each run of white space inside made one space. */
	static String singleSpaced(String text) {
		StringBuilder result = new StringBuilder(text.length());
		boolean pending = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (isWhiteSpace(c)) {
				pending = !result.isEmpty();
				continue;
			}
			if (pending) {
				result.append(' ');
				pending = false;
			}
			result.append(c);
		}
		return result.toString();
	}

	/**
	 * Unicode's White_Space property, which none of the methods of {@link Character} is.
	 */
	static boolean isWhiteSpace(int c) {
		return switch (c) {
			case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
			default -> (c >= 0x09 && c <= 0x0D) || (c >= 0x2000 && c <= 0x200A);
		};
	}

}
