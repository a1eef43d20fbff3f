package io.onerow.api.json;

import java.math.BigDecimal;

import tools.jackson.databind.JsonNode;

/** The kinds of JSON value, without any coercion from one to another. */
final class Values {

	/** What a double holds, and far inside what PostgreSQL stores. */
	private static final int MOST_DIGITS = 308;

	static final String DIGITS = "must be a number of at most " + MOST_DIGITS + " digits";

	private Values() {
	}

	static String text(JsonNode value, int max) throws Unfit {
		if (!value.isString()) {
			throw new Unfit("must be a string");
		}
		return text(value.stringValue(), max);
	}

	static String text(String text, int max) throws Unfit {
		refuseUnstorable(text);
		if (text.length() > max && text.codePointCount(0, text.length()) > max) {
			throw new Unfit("must be at most " + max + " characters");
		}
		return text;
	}

	static String filled(JsonNode value, int max) throws Unfit {
		String text = text(value, max);
		if (isBlank(text)) {
			throw new Unfit("must not be blank");
		}
		return text;
	}

	/** Whether it has nothing to see; NUL, which is refused, is no such thing. */
	static boolean isBlank(String text) {
		return text.codePoints().allMatch(Values::isInvisible);
	}

	private static boolean isInvisible(int codePoint) {
		return codePoint != 0 && (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
				|| Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT);
	}

	/** PostgreSQL refuses NUL, and its driver stores something else for the others. */
	static void refuseUnstorable(String text) throws Unfit {
		for (int i = 0; i < text.length(); i++) {
			char unit = text.charAt(i);
			if (unit == 0) {
				throw new Unfit("must not contain the NUL character");
			}
			if (Character.isSurrogate(unit)) {
				if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
					throw new Unfit("must not contain an unpaired surrogate");
				}
				i++;
			}
		}
	}

	static String textOrWhole(JsonNode value, int max) throws Unfit {
		if (!value.isNumber()) {
			return text(value, max);
		}
		if (!value.isIntegralNumber()) {
			throw new Unfit("must be a string or a whole number");
		}
		return text(value.decimalValue().toPlainString(), max);
	}

	/** 5.0 is whole, as JSON has one kind of number; 5.9 and "5" are not. */
	static long whole(JsonNode value, long min, long max) throws Unfit {
		BigDecimal number = decimal(value).stripTrailingZeros();
		if (number.scale() > 0) {
			throw new Unfit("must be a whole number");
		}
		if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
			throw new Unfit("must be from " + min + " to " + max);
		}
		return number.longValue();
	}

	/**
	 * The exponent is looked at before any digit is, so that 1e999999999 costs nothing.
	 */
	static BigDecimal decimal(JsonNode value) throws Unfit {
		if (!value.isNumber()) {
			throw new Unfit("must be a number");
		}
		BigDecimal number = value.decimalValue();
		if (!isBounded(number)) {
			throw new Unfit(DIGITS);
		}
		return number;
	}

	static boolean isBounded(BigDecimal number) {
		return number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
	}

	static boolean flag(JsonNode value) throws Unfit {
		if (!value.isBoolean()) {
			throw new Unfit("must be true or false");
		}
		return value.booleanValue();
	}

}
