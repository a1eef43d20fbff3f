package io.onerow.matching;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** What makes two spellings of a phone number the same: E.164. */
public final class PhoneKey {

	private static final int END = 7;

	/** What a region makes of a national number is at its begin. */
	private static final String ANY_REGION = "GB";

	private PhoneKey() {
	}

	/**
	 * The number in E.164; null if it cannot be one, or is a national one and the region
	 * is not known.
	 * @param region where national numbers are from, by ISO 3166-1; null if that is not
	 * known
	 */
	public static @Nullable String of(String phone, @Nullable String region) {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		try {
			PhoneNumber number = numbers.parse(phone, region);
			return numbers.isPossibleNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
		}
		catch (NumberParseException ex) {
			return null;
		}
	}

	/**
	 * How it ends, in at most seven digits: the same for all spellings of one number,
	 * from wherever it is; null if it has no digits.
	 */
	public static @Nullable String end(String phone) {
		String digits = PhoneNumberUtil.normalizeDigitsOnly(withoutExtension(phone));
		return digits.isEmpty() ? null : digits.substring(Math.max(0, digits.length() - END));
	}

	private static String withoutExtension(String phone) {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		try {
			PhoneNumber number = numbers.parse(phone, ANY_REGION);
			return numbers.getNationalSignificantNumber(number);
		}
		catch (NumberParseException ex) {
			return phone;
		}
	}

	/** Whether there are national numbers of a region that are known. */
	public static boolean isRegion(String region) {
		return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
	}

}
