package io.onerow.matching;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers that somebody has typed, and may have mistyped by one sign. */
final class NumberTyping {

	/** Of fewer digits two that are one error apart are two numbers as often. */
	private static final Pattern NUMBER = Pattern.compile("[0-9]{5,20}");

	private NumberTyping() {
	}

	static boolean is(String text) {
		return NUMBER.matcher(text).matches();
	}

	/** Whether both are numbers, and one error apart. */
	static boolean isOneOff(String one, String other) {
		return is(one) && is(other) && !one.equals(other) && Typing.isWithin(1, one, other);
	}

	/**
	 * The text, and all that are left of it without one sign: two that are one error
	 * apart have one of these in common.
	 */
	static Set<String> neighbourhood(String text) {
		Set<String> all = new HashSet<>();
		all.add(text);
		for (int i = 0; i < text.length(); i++) {
			all.add(text.substring(0, i) + text.substring(i + 1));
		}
		return all;
	}

}
