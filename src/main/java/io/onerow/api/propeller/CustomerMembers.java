package io.onerow.api.propeller;

import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.onerow.customer.CustomerField;
import org.jspecify.annotations.Nullable;

/** What the fields of a customer are called on this wire. */
final class CustomerMembers {

	static final String LANGUAGE = "primaryLanguage";

	/** Its other name. */
	static final String ALSO_LANGUAGE = "language";

	private static final Map<String, CustomerField> FIELDS = EnumSet.allOf(CustomerField.class)
		.stream()
		.collect(Collectors.toMap(CustomerMembers::name, Function.identity()));

	private CustomerMembers() {
	}

	static String name(CustomerField field) {
		return switch (field) {
			case SOURCE -> "source";
			case SOURCE_ID -> "sourceId";
			case LANGUAGE -> LANGUAGE;
			case DEBTOR_ID -> "debtorId";
			case FIRST_NAME -> "firstName";
			case MIDDLE_NAME -> "middleName";
			case LAST_NAME -> "lastName";
			case ABBREVIATION -> "abbreviation";
			case TITLE -> "title";
			case DATE_OF_BIRTH -> "dateOfBirth";
			case GENDER -> "gender";
			case SSN -> "ssn";
			case PHONE -> "phone";
			case MOBILE -> "mobile";
			case EMAIL -> "email";
			case PARENT -> "parent";
			case ADDRESSES -> "addresses";
		};
	}

	static @Nullable CustomerField field(String name) {
		return FIELDS.get(name.equals(ALSO_LANGUAGE) ? LANGUAGE : name);
	}

}
