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

/** Reads a customer that follows the schema. Lengths are the schema's to check. */
final class CustomerReader {

	private static final int MAX = 2_000;

	private static final int MOST_ADDRESSES = 100;

	private static final Map<String, CustomerField> PLAIN = Map.of("source", CustomerField.SOURCE, "sourceId",
			CustomerField.SOURCE_ID, "debtorId", CustomerField.DEBTOR_ID, "firstName", CustomerField.FIRST_NAME,
			"middleName", CustomerField.MIDDLE_NAME, "lastName", CustomerField.LAST_NAME, "abbreviation",
			CustomerField.ABBREVIATION, "ssn", CustomerField.SSN, "phone", CustomerField.PHONE, "email",
			CustomerField.EMAIL);

	private static final Set<CustomerField> NAMES = Set.of(CustomerField.FIRST_NAME, CustomerField.MIDDLE_NAME,
			CustomerField.LAST_NAME);

	private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private CustomerReader() {
	}

	/** Reads the customer; what cannot be taken is added to the findings. */
	static CustomerUpsert read(JsonNode customer, Findings findings, String... path) {
		Faults faults = new Faults();
		Members members = Members.of(customer, faults, path);
		CustomerUpsert upsert = new CustomerUpsert(texts(members), parent(members), addresses(members));
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
		PLAIN.forEach((name, field) -> {
			Change<String> text = members.textOrWhole(name, MAX);
			put(texts, field, NAMES.contains(field) ? text.map(Text::singleSpaced) : text);
		});
		put(texts, CustomerField.TITLE, members.text("title", MAX));
		put(texts, CustomerField.DATE_OF_BIRTH, members.parsed("dateOfBirth", MAX, CustomerReader::date));
		put(texts, CustomerField.GENDER, members.parsed("gender", MAX, CustomerReader::lowerCase));
		// a customer always has a language, so null does not clear it
		if (members.parsed("primaryLanguage", MAX, CustomerReader::language) instanceof Change.Set<String> language) {
			texts.put(CustomerField.LANGUAGE, language);
		}
		return texts;
	}

	private static void put(Map<CustomerField, Change<String>> texts, CustomerField field, Change<String> change) {
		if (!(change instanceof Change.Keep)) {
			texts.put(field, change);
		}
	}

	private static Change<ParentRef> parent(Members members) {
		Change<Members> sent = members.object("parent");
		if (!(sent instanceof Change.Set<Members> parent)) {
			return (sent instanceof Change.Clear) ? Change.clear() : Change.keep();
		}
		Change<Long> id = parent.value().whole("id", 1, Long.MAX_VALUE);
		if (id instanceof Change.Set<Long> set) {
			return Change.set(new ParentRef.ById(set.value()));
		}
		Change<String> source = parent.value().text("source", MAX);
		Change<String> sourceId = parent.value().textOrWhole("sourceId", MAX);
		return (source instanceof Change.Set<String> s && sourceId instanceof Change.Set<String> i)
				? Change.set(new ParentRef.ByKey(new CustomerKey(s.value(), i.value()))) : Change.keep();
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
		Map<String, Change<String>> address = new LinkedHashMap<>();
		for (String name : members.names()) {
			address.put(name, switch (name) {
				case "country" -> members.parsed(name, MAX, Formats::country);
				case "gender" -> members.parsed(name, MAX, CustomerReader::lowerCase);
				default -> members.textOrWhole(name, MAX);
			});
		}
		return address;
	}

	private static String date(String text) throws Unfit {
		try {
			LocalDate date = (text.indexOf('/') > 0) ? LocalDate.parse(text, DAY_FIRST) : LocalDate.parse(text);
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

	private static String lowerCase(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
