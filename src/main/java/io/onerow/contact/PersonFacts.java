package io.onerow.contact;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Mailbox;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.PhoneKey;
import io.onerow.matching.PostalAddress;
import io.onerow.matching.Probes;
import io.onerow.matching.Text;
import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a contact may have besides, by which a person is told from another of the same
 * name; how it is stored for one of an account, and what is read of it, on whatever wire
 * it came, to be compared.
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

	/** The names of the parts, in their order, of those who are sent with two. */
	private static final List<List<String>> NAMES = List.of(List.of("firstname", "lastname"),
			List.of("first_name", "last_name"));

	/** The more one's own, the sooner. */
	private static final List<String> PHONES = List.of("mobile", PHONE);

	private static final String CARD_STREET = "workAddress1";

	private static final String CARD_CODE = "postCode";

	private PersonFacts() {
	}

	/**
	 * @param region where national phone numbers are from; null if that is not known
	 */
	static Person of(@Nullable String emailKey, Attributes facts, @Nullable String region) {
		String phone = first(facts, PHONES);
		return new Person((emailKey != null) ? new Mailbox(emailKey) : null,
				(phone != null) ? PhoneKey.of(phone, region) : null, (phone != null) ? PhoneKey.end(phone) : null,
				birthDate(facts.text(BIRTH_DATE)), address(facts));
	}

	/** The name of one who has it in parts; null if there are none. */
	static @Nullable NameSearch name(Attributes facts) {
		for (List<String> parts : NAMES) {
			String name = parts.stream().map(facts::text).filter(Objects::nonNull).collect(Collectors.joining(" "));
			if (!Text.isBlank(name)) {
				return NameSearch.of(name);
			}
		}
		return null;
	}

	/** The name, in whatever parts it is; null if there is none. */
	static @Nullable NameSearch name(Contact contact) {
		return (contact.fullName() != null) ? contact.name() : name(contact.attributes());
	}

	/** Where a contact stands in the index of evidence. */
	static Probes probes(Contact contact) {
		Set<String> numbers = new LinkedHashSet<>(Aliases.of(contact, KeyKind.EXTERNAL_ID));
		if (contact.externalId() != null) {
			numbers.add(contact.externalId());
		}
		return Probes.of(name(contact), of(contact, contact.attributes(), null), numbers);
	}

	/**
	 * What is known of a contact, with what it has had.
	 * @param facts those that are shown of it
	 */
	static Person of(Contact contact, Attributes facts, @Nullable String region) {
		String own = contact.emailKey();
		String email = (own == null && contact.email() != null) ? EmailKey.of(contact.email()).value() : own;
		return of(email, facts, region).formerly(Aliases.of(contact, KeyKind.PHONE));
	}

	/** All phones that are known, in E.164. */
	static Set<String> phones(Attributes facts, @Nullable String region) {
		return PHONES.stream()
			.map((member) -> phone(facts, member, region))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	/** The phones in whose place there are others now, in E.164. */
	static List<String> replaced(Attributes before, Attributes changed, @Nullable String region) {
		return PHONES.stream()
			.filter((member) -> changed.text(member) != null)
			.map((member) -> phone(before, member, region))
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable String phone(Attributes facts, String member, @Nullable String region) {
		String phone = facts.text(member);
		return (phone != null) ? PhoneKey.of(phone, region) : null;
	}

	private static @Nullable String first(Attributes facts, List<String> names) {
		return names.stream().map(facts::text).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private static @Nullable LocalDate birthDate(@Nullable String stored) {
		try {
			return (stored != null) ? LocalDate.parse(stored) : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static @Nullable PostalAddress address(Attributes facts) {
		JsonNode stored = facts.get(ADDRESS);
		return (stored != null) ? PostalAddress.of(text(stored, STREET), text(stored, TOWN), text(stored, CODE))
				: PostalAddress.of(facts.text(CARD_STREET), facts.text(TOWN), facts.text(CARD_CODE));
	}

	private static @Nullable String text(JsonNode stored, String part) {
		JsonNode value = stored.get(part);
		return (value != null) ? value.asString() : null;
	}

}
