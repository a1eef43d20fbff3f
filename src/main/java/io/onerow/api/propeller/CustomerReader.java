package io.onerow.api.propeller;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.api.SourceTimes;
import io.onerow.api.json.Faults;
import io.onerow.api.json.Formats;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.customer.CustomerField;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.CustomerUpsert;
import io.onerow.customer.ParentRef;
import io.onerow.matching.Text;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a customer that follows the schema, and finds the values that cannot be taken. A
 * blank string says nothing.
 */
final class CustomerReader {

	private static final int KEY = 100;

	private static final int WORD = 100;

	private static final int EMAIL = 254;

	private static final int MOST_ADDRESSES = 100;

	private static final Map<CustomerField, Integer> PLAIN = new EnumMap<>(
			Map.ofEntries(Map.entry(CustomerField.SOURCE, KEY), Map.entry(CustomerField.SOURCE_ID, KEY),
					Map.entry(CustomerField.DEBTOR_ID, 100), Map.entry(CustomerField.FIRST_NAME, 200),
					Map.entry(CustomerField.MIDDLE_NAME, 200), Map.entry(CustomerField.LAST_NAME, 200),
					Map.entry(CustomerField.ABBREVIATION, 100), Map.entry(CustomerField.TITLE, 100),
					Map.entry(CustomerField.SSN, 100), Map.entry(CustomerField.PHONE, 100),
					Map.entry(CustomerField.MOBILE, 100), Map.entry(CustomerField.EMAIL, EMAIL)));

	/** The lengths of those members of an address that are no words of ours. */
	private static final Map<String, Integer> OF_ADDRESS = Map.ofEntries(Map.entry("code", KEY),
			Map.entry("company", 200), Map.entry("firstName", 200), Map.entry("middleName", 200),
			Map.entry("lastName", 200), Map.entry("street", 200), Map.entry("number", 50),
			Map.entry("numberExtension", 50), Map.entry("postalCode", 50), Map.entry("city", 200),
			Map.entry("region", 200), Map.entry("phone", 100), Map.entry("mobile", 100), Map.entry("email", EMAIL),
			Map.entry("url", 2_000), Map.entry("notes", 2_000));

	private static final Map<String, String> GENDERS = words(Function.identity(), "m", "f", "u");

	private static final Map<String, String> TYPES = words(Function.identity(), "delivery", "invoice");

	private static final Map<String, String> YES_OR_NO = words((word) -> word.toUpperCase(Locale.ROOT), "y", "n");

	/** A day, and perhaps a time, of which only midnight says no more than the day. */
	private static final Pattern DATE = Pattern.compile(
			"([0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,9})?)"
					+ "(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MIDNIGHT = Pattern.compile("[0:.,]+");

	private static final Set<CustomerField> NAMES = Set.of(CustomerField.FIRST_NAME, CustomerField.MIDDLE_NAME,
			CustomerField.LAST_NAME);

	private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private CustomerReader() {
	}

	/**
	 * Reads the customer; what cannot be taken is added to the findings.
	 * @param shape what it must have
	 */
	static CustomerUpsert read(JsonNode customer, CustomerShape shape, Findings findings, String... path) {
		Faults faults = new Faults();
		Members members = Members.of(customer, faults, path).withoutBlanks();
		members.require(shape.required());
		if (shape == CustomerShape.WITH_ID) {
			members.whole("id", 1, Long.MAX_VALUE);
		}
		CustomerUpsert upsert = new CustomerUpsert(texts(members), parent(members), addresses(members),
				SourceTimes.in(members));
		try {
			faults.verify();
		}
		catch (InvalidBody ex) {
			ex.faults().forEach((fault) -> findings.add(ErrorCode.PAYLOAD_VALIDATION, PropellerErrors.message(fault)));
		}
		return upsert;
	}

	private static Map<CustomerField, Change<String>> texts(Members members) {
		Map<CustomerField, Change<String>> texts = new EnumMap<>(CustomerField.class);
		PLAIN.forEach((field, max) -> {
			Change<String> text = members.textOrWhole(CustomerMembers.name(field), max);
			put(texts, field, NAMES.contains(field) ? text.map(Text::singleSpaced) : text);
		});
		put(texts, CustomerField.DATE_OF_BIRTH, members.parsed("dateOfBirth", WORD, CustomerReader::date));
		put(texts, CustomerField.GENDER, members.parsed("gender", WORD, (text) -> word(text, GENDERS)));
		// a customer always has a language, so null does not clear it
		if (language(members) instanceof Change.Set<String> language) {
			texts.put(CustomerField.LANGUAGE, language);
		}
		return texts;
	}

	private static void put(Map<CustomerField, Change<String>> texts, CustomerField field, Change<String> change) {
		if (!(change instanceof Change.Keep)) {
			texts.put(field, change);
		}
	}

	/** The language has two names on this wire. */
	private static Change<String> language(Members members) {
		Change<String> primary = members.parsed("primaryLanguage", WORD, CustomerReader::language);
		Change<String> other = members.parsed("language", WORD, CustomerReader::language);
		if (!(primary instanceof Change.Set<String>)) {
			return other;
		}
		if (other instanceof Change.Set<String> && !other.equals(primary)) {
			members.fault("language", "must be the same as primaryLanguage");
		}
		return primary;
	}

	private static Change<ParentRef> parent(Members members) {
		Change<Members> sent = members.object("parent");
		if (!(sent instanceof Change.Set<Members> parent)) {
			return (sent instanceof Change.Clear) ? Change.clear() : Change.keep();
		}
		Change<Long> id = parent.value().whole("id", 1, Long.MAX_VALUE);
		Change<String> source = parent.value().textOrWhole("source", KEY);
		Change<String> sourceId = parent.value().textOrWhole("sourceId", KEY);
		if (source instanceof Change.Set<String> s && sourceId instanceof Change.Set<String> i && isUnsaid(id)) {
			return Change.set(new ParentRef.ByKey(new CustomerKey(s.value(), i.value())));
		}
		if (id instanceof Change.Set<Long> set && isUnsaid(source) && isUnsaid(sourceId)) {
			return Change.set(new ParentRef.ById(set.value()));
		}
		// with all that it has blank it says nothing
		if (parent.value().names().isEmpty() || !isUnsaid(id) || !isUnsaid(source) || !isUnsaid(sourceId)) {
			parent.value().fault("must be an id, or a source and a sourceId");
		}
		return Change.keep();
	}

	private static boolean isUnsaid(Change<?> change) {
		return !(change instanceof Change.Set<?>);
	}

	private static @Nullable List<Map<String, Change<String>>> addresses(Members members) {
		if (!(members.list("addresses", MOST_ADDRESSES) instanceof Change.Set<List<Members>> list)) {
			return null;
		}
		List<Map<String, Change<String>>> addresses = new ArrayList<>(list.value().size());
		list.value().forEach((address) -> addresses.add(address(address)));
		return addresses;
	}

	private static Map<String, Change<String>> address(Members members) {
		members.require("type", "street", "city", "country");
		Map<String, Change<String>> address = new LinkedHashMap<>();
		for (String name : members.names()) {
			address.put(name, switch (name) {
				case "country" -> members.parsed(name, WORD, Formats::country);
				case "gender" -> members.parsed(name, WORD, (text) -> word(text, GENDERS));
				case "type" -> members.parsed(name, WORD, (text) -> word(text, TYPES));
				case "icp", "isDefault" -> members.parsed(name, WORD, (text) -> word(text, YES_OR_NO));
				default -> members.textOrWhole(name, OF_ADDRESS.getOrDefault(name, 0));
			});
		}
		return address;
	}

	private static String date(String text) throws Unfit {
		Matcher parts = DATE.matcher(text);
		if (!parts.matches()) {
			throw new Unfit("must be a date: dd/MM/yyyy or yyyy-MM-dd");
		}
		if (parts.group(2) != null && !MIDNIGHT.matcher(parts.group(2)).matches()) {
			throw new Unfit("must be a date, or its midnight");
		}
		String day = parts.group(1);
		try {
			LocalDate date = (day.indexOf('/') > 0) ? LocalDate.parse(day, DAY_FIRST) : LocalDate.parse(day);
			if (date.getYear() > 0) {
				return date.toString();
			}
		}
		catch (DateTimeException ex) {
			// told of below
		}
		throw new Unfit("must be a date that exists");
	}

	static String language(String text) throws Unfit {
		return Formats.language(text).toUpperCase(Locale.ROOT);
	}

	/** One of our words, in any case. */
	private static String word(String text, Map<String, String> words) throws Unfit {
		String word = words.get(text.toLowerCase(Locale.ROOT));
		if (word == null) {
			throw new Unfit("must be one of " + String.join(", ", words.values()));
		}
		return word;
	}

	private static Map<String, String> words(Function<String, String> form, String... words) {
		return Stream.of(words)
			.collect(Collectors.toMap(Function.identity(), form, (first, second) -> first, LinkedHashMap::new));
	}

}
