package io.onerow.matching;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** When two birth dates are one: but for an error of typing, or day and month turned. */
final class BirthDates {

	private BirthDates() {
	}

	static boolean agree(LocalDate one, LocalDate other) {
		return Typing.isWithin(1, digits(one), digits(other)) || other.equals(turned(one));
	}

	/** All that agree with it. */
	static Set<LocalDate> near(LocalDate date) {
		Set<LocalDate> near = new HashSet<>();
		near.add(date);
		add(near, turned(date));
		String digits = digits(date);
		for (int i = 0; i < digits.length(); i++) {
			for (char digit = '0'; digit <= '9'; digit++) {
				add(near, date(digits.substring(0, i) + digit + digits.substring(i + 1)));
			}
			if (i > 0) {
				add(near, date(digits.substring(0, i - 1) + digits.charAt(i) + digits.charAt(i - 1)
						+ digits.substring(i + 1)));
			}
		}
		return near;
	}

	private static void add(Set<LocalDate> dates, @Nullable LocalDate date) {
		if (date != null) {
			dates.add(date);
		}
	}

	private static String digits(LocalDate date) {
		return DateTimeFormatter.BASIC_ISO_DATE.format(date);
	}

	private static @Nullable LocalDate date(String digits) {
		int year = Integer.parseInt(digits, 0, digits.length() - 4, 10);
		int month = Integer.parseInt(digits, digits.length() - 4, digits.length() - 2, 10);
		int day = Integer.parseInt(digits, digits.length() - 2, digits.length(), 10);
		return date(year, month, day);
	}

	private static @Nullable LocalDate turned(LocalDate date) {
		return date(date.getYear(), date.getDayOfMonth(), date.getMonthValue());
	}

	private static @Nullable LocalDate date(int year, int month, int day) {
		if (month < 1 || month > 12 || day < 1) {
			return null;
		}
		LocalDate first = LocalDate.of(year, month, 1);
		return (day <= first.lengthOfMonth()) ? first.withDayOfMonth(day) : null;
	}

}
