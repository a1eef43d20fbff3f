package io.onerow.matching;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** What makes two spellings of a phone number the same: E.164. */
public final class PhoneKey {

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

	/** Whether there are national numbers of a region that are known. */
	public static boolean isRegion(String region) {
		return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
	}

}
