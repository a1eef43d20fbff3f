package io.onerow.matching;

/**
 * What of a text is seen: the one trim and the one white space, for what is stored and
 * for what is compared. At the ends, Unicode's White_Space, its
 * Default_Ignorable_Code_Point and control characters are not.
 */
public final class Text {

	private Text() {
	}

	/** Without what is not seen at both ends. */
	public static String trimmed(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isUnseen(text.codePointAt(start))) {
			start += Character.charCount(text.codePointAt(start));
		}
		while (start < end && isUnseen(text.codePointBefore(end))) {
			end -= Character.charCount(text.codePointBefore(end));
		}
		return text.substring(start, end);
	}

	/**
	 * Trimmed, and with each run of white space inside made one space, for a name. What
	 * is ignorable goes with the run that it is in, and stays elsewhere.
	 */
	public static String singleSpaced(String text) {
		String trimmed = trimmed(text);
		if (isSingleSpaced(trimmed)) {
			return trimmed;
		}
		StringBuilder result = new StringBuilder(trimmed.length());
		for (int at = 0; at < trimmed.length();) {
			int end = endOfRun(trimmed, at);
			if (end == at) {
				end = at + Character.charCount(trimmed.codePointAt(at));
			}
			if (hasWhiteSpace(trimmed, at, end)) {
				result.append(' ');
			}
			else {
				result.append(trimmed, at, end);
			}
			at = end;
		}
		return result.toString();
	}

	/** Whether there is nothing to see in it, which means the same as no text. */
	public static boolean isBlank(String text) {
		return trimmed(text).isEmpty();
	}

	/** Of a trimmed text, which ends with no space; false where that is not sure. */
	private static boolean isSingleSpaced(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean plain = (c <= '~') ? c > ' ' || (c == ' ' && text.charAt(i + 1) > ' ')
					: !Character.isSurrogate(c) && !isWhiteSpace(c) && !isIgnorable(c);
			if (!plain) {
				return false;
			}
		}
		return true;
	}

	private static int endOfRun(String text, int start) {
		int end = start;
		while (end < text.length() && (isWhiteSpace(text.codePointAt(end)) || isIgnorable(text.codePointAt(end)))) {
			end += Character.charCount(text.codePointAt(end));
		}
		return end;
	}

	private static boolean hasWhiteSpace(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			if (isWhiteSpace(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isUnseen(int c) {
		return c <= ' ' || (c >= 0x7F && (Character.isISOControl(c) || isWhiteSpace(c) || isIgnorable(c)));
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

	/** Unicode's Default_Ignorable_Code_Point property, which Java has not. */
	static boolean isIgnorable(int c) {
		return switch (c) {
			case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0 -> true;
			default -> (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
					|| (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF0 && c <= 0xFFF8)
					|| (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A)
					|| (c >= 0xE0000 && c <= 0xE0FFF);
		};
	}

}
