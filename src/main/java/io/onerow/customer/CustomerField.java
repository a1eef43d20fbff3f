package io.onerow.customer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.text.CaseUtils;

/** What is known of a customer. */
public enum CustomerField {

	SOURCE, SOURCE_ID, LANGUAGE, DEBTOR_ID, FIRST_NAME, MIDDLE_NAME, LAST_NAME, ABBREVIATION, TITLE, DATE_OF_BIRTH,
	GENDER, SSN, PHONE, MOBILE, EMAIL, PARENT, ADDRESSES;

	/**
	 * The fields that are a text: the language is ISO 639-1 in upper case, the date of
	 * birth ISO 8601, the gender one of m, f and u.
	 */
	public static final Set<CustomerField> TEXTS = Collections.unmodifiableSet(EnumSet.range(SOURCE, EMAIL));

	/** The names of those that may be one source's alone: not what says whose it is. */
	public static final Set<String> OWNABLE = EnumSet.range(DEBTOR_ID, ADDRESSES)
		.stream()
		.map(CustomerField::word)
		.collect(Collectors.toUnmodifiableSet());

	private final String word = CaseUtils.toCamelCase(name(), false, '_');

	/** The name of it where no wire is meant, such as {@code firstName}. */
	public String word() {
		return this.word;
	}

}
