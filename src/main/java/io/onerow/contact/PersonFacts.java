package io.onerow.contact;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

import io.onerow.matching.Mailbox;
import io.onerow.matching.Person;
import io.onerow.matching.PhoneKey;
import io.onerow.matching.PostalAddress;
import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a contact of an account may have besides, by which a person is told from another
 * of the same name; how it is stored, and what is read of it to be compared.
 */
public final class PersonFacts {

	/** As it was sent. */
	public static final String PHONE = "phone";

	/** A date of ISO 8601. */
	public static final String BIRTH_DATE = "dateOfBirth";

	/**
	 * An object, of which {@link #STREET}, {@link #TOWN} and {@link #CODE} are compared.
	 */
	public static final String ADDRESS = "address";

	public static final String STREET = "street";

	public static final String TOWN = "city";

	public static final String CODE = "postalCode";

	private PersonFacts() {
	}

	/**
	 * @param region where national phone numbers are from; null if that is not known
	 */
	static Person of(@Nullable String emailKey, Attributes facts, @Nullable String region) {
		String phone = facts.text(PHONE);
		return new Person((emailKey != null) ? new Mailbox(emailKey) : null,
				(phone != null) ? PhoneKey.of(phone, region) : null, birthDate(facts.text(BIRTH_DATE)),
				address(facts.get(ADDRESS)));
	}

	private static @Nullable LocalDate birthDate(@Nullable String stored) {
		try {
			return (stored != null) ? LocalDate.parse(stored) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static @Nullable PostalAddress address(@Nullable JsonNode stored) {
		return (stored != null) ? PostalAddress.of(text(stored, STREET), text(stored, TOWN), text(stored, CODE)) : null;
	}

	private static @Nullable String text(JsonNode stored, String part) {
		JsonNode value = stored.get(part);
		return (value != null) ? value.asString() : null;
	}

}
