package io.onerow.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which order the dates of a column are written: all of them in the same. */
public enum DateOrder {

	/** Year, month, day. */
	YMD,
	/** Day, month, year. */
	DMY,
	/** Month, day, year. */
	MDY;

	private static final Pattern DATE = Pattern
		.compile("([0-9]{1,4})([./ -])([0-9]{1,2})\\2([0-9]{1,4})(?:[T ][0-9:.,]*(?:Z|[+-][0-9:]*)?)?");

	private static final int YEAR = 4;

	/** Its numbers; none if it does not look like a date. */
	static int[] numbers(String text) {
		Matcher date = DATE.matcher(text.strip());
		if (!date.matches() || (date.group(1).length() == YEAR) == (date.group(4).length() == YEAR)) {
			return new int[0];
		}
		return new int[] { Integer.parseInt(date.group(1)), Integer.parseInt(date.group(3)),
				Integer.parseInt(date.group(4)), date.group(1).length() };
	}

	/** Whether the numbers of a date begin with the year, and so have but one order. */
	static boolean isYearFirst(int[] numbers) {
		return numbers[3] == YEAR;
	}

	/** A date as ISO 8601 has it; the text as it is if it is none in this order. */
	String iso(String text) {
		int[] numbers = numbers(text);
		if (numbers.length == 0) {
			return text;
		}
		try {
			if (isYearFirst(numbers)) {
				return LocalDate.of(numbers[0], numbers[1], numbers[2]).toString();
			}
			return switch (this) {
				case YMD -> text;
				case DMY -> LocalDate.of(numbers[2], numbers[1], numbers[0]).toString();
				case MDY -> LocalDate.of(numbers[2], numbers[0], numbers[1]).toString();
			};
		}
		catch (DateTimeException ex) {
			return text;
		}
	}

	/** The word on the wire. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
