package io.onerow.customer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What is known of a customer. */
public enum CustomerField {

	SOURCE, SOURCE_ID, LANGUAGE, DEBTOR_ID, FIRST_NAME, MIDDLE_NAME, LAST_NAME, ABBREVIATION, TITLE, DATE_OF_BIRTH,
	GENDER, SSN, PHONE, MOBILE, EMAIL, PARENT, ADDRESSES;

	/**
	 * The fields that are a text: the language is ISO 639-1 in upper case, the date of
	 * birth ISO 8601, the gender one of m, f and u.
	 */
	public static final Set<CustomerField> TEXTS = Collections.unmodifiableSet(EnumSet.range(SOURCE, EMAIL));

}
