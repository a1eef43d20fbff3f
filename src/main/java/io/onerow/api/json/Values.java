package io.onerow.api.json;

import java.math.BigDecimal;

import io.onerow.matching.Text;
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
			throw new WrongType("must be a string");
		}
		return text(value.stringValue(), max);
	}

	/** Trimmed, as whatever is stored and compared. */
	static String text(String sent, int max) throws Unfit {
		refuseUnstorable(sent);
		return ofLength(Text.trimmed(sent), max);
	}

	private static String ofLength(String text, int max) throws Unfit {
		if (text.length() > max && text.codePointCount(0, text.length()) > max) {
			throw new Unfit("must be at most " + max + " characters");
		}
		return text;
	}

	static String filled(JsonNode value, int max) throws Unfit {
		return filled(text(value, max));
	}

	static String filled(String text) throws Unfit {
		if (text.isEmpty()) {
			throw new Unfit("must not be blank");
		}
		return text;
	}

	/** Whether it has nothing to see; NUL, which is refused, is no such thing. */
	static boolean isBlank(String text) {
		return text.indexOf(0) < 0 && Text.isBlank(text);
	}

	/** Trimmed, and single-spaced. */
	static String name(JsonNode value, int max) throws Unfit {
		return ofLength(Text.singleSpaced(text(value, Integer.MAX_VALUE)), max);
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
			throw new WrongType("must be a number");
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
			throw new WrongType("must be true or false");
		}
		return value.booleanValue();
	}

}
