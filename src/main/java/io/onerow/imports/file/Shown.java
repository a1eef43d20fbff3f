package io.onerow.imports.file;

/** Values of a file where they are told of: cut, and of characters that can be stored. */
public final class Shown {

	private static final char OTHER = '\uFFFD';

	private Shown() {
	}

	/** As much of a text as so many UTF-16 units hold. */
	public static String of(String text, int most) {
		StringBuilder shown = new StringBuilder(Math.min(text.length(), most));
		for (int i = 0; i < text.length() && shown.length() < most; i++) {
			char unit = text.charAt(i);
			boolean pairs = Character.isHighSurrogate(unit) && i + 1 < text.length() && shown.length() + 1 < most
					&& Character.isLowSurrogate(text.charAt(i + 1));
			if (pairs) {
				shown.append(unit).append(text.charAt(++i));
			}
			else {
				shown.append((unit == 0 || Character.isSurrogate(unit)) ? OTHER : unit);
			}
		}
		return shown.toString();
	}

}
