package io.onerow.customer;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.matching.Candidate;
import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.Mailbox;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.PhoneKey;
import io.onerow.matching.PostalAddress;
import io.onerow.matching.Probes;
import io.onerow.matching.Sought;
import io.onerow.matching.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer by which it is told from others, whatever its source calls
 * it.
 *
 * @param name first, middle and last name; null if there is none
 * @param own what is its own as it is: address of email, ends of phones, national number
 */
record CustomerFacts(@Nullable NameSearch name, Person person, @Nullable String nationalNumber, Set<String> own) {

	/** Of an address and a phone each, so many are compared. */
	private static final int MOST_ADDRESSES = 4;

	/** A shorter national number, or one of a single sign, is none. */
	private static final int SHORTEST_NUMBER = 5;

	private static final List<CustomerField> NAMES = List.of(CustomerField.FIRST_NAME, CustomerField.MIDDLE_NAME,
			CustomerField.LAST_NAME);

	/** The more one's own, the sooner. */
	private static final List<CustomerField> PHONES = List.of(CustomerField.MOBILE, CustomerField.PHONE);

	/**
	 * @param region where national phone numbers are from; null if that is not known
	 */
	static CustomerFacts of(Customer customer, @Nullable String region) {
		String name = NAMES.stream().map(customer::text).filter(Objects::nonNull).collect(Collectors.joining(" "));
		Mailbox email = email(customer);
		String number = number(customer.text(CustomerField.SSN));
		List<String> phones = PHONES.stream().map(customer::text).filter(Objects::nonNull).toList();
		List<String> numbers = phones.stream()
			.map((phone) -> PhoneKey.of(phone, region))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		List<PostalAddress> addresses = customer.addresses()
			.stream()
			.map(CustomerFacts::address)
			.filter(Objects::nonNull)
			.distinct()
			.limit(MOST_ADDRESSES)
			.toList();
		String born = customer.text(CustomerField.DATE_OF_BIRTH);
		Person person = new Person(email, numbers.stream().findFirst().orElse(null), null,
				(born != null) ? LocalDate.parse(born) : null, addresses.stream().findFirst().orElse(null))
			.formerly(numbers.stream().skip(1).collect(Collectors.toSet()))
			.alsoAt(addresses.stream().skip(1).toList());
		Set<String> own = new LinkedHashSet<>();
		phones.stream().map(PhoneKey::end).filter(Objects::nonNull).forEach((end) -> own.add("phone:" + end));
		Stream.ofNullable(email).forEach((one) -> own.add("email:" + one.key()));
		Stream.ofNullable(number).forEach((one) -> own.add("number:" + one));
		return new CustomerFacts(Text.isBlank(name) ? null : NameSearch.of(name), person, number, own);
	}

	private static @Nullable Mailbox email(Customer customer) {
		String sent = customer.text(CustomerField.EMAIL);
		String key = (sent != null) ? EmailKey.of(sent).value() : "";
		int at = key.lastIndexOf('@');
		return (at > 0 && at < key.length() - 1) ? new Mailbox(key) : null;
	}

	/** In capitals, and letters and digits alone. */
	private static @Nullable String number(@Nullable String sent) {
		String number = (sent != null) ? sent.codePoints()
			.filter(Character::isLetterOrDigit)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString()
			.toUpperCase(Locale.ROOT) : "";
		return (number.length() >= SHORTEST_NUMBER && number.chars().distinct().count() > 1) ? number : null;
	}

	private static @Nullable PostalAddress address(Address address) {
		Map<String, String> members = address.members();
		String street = members.getOrDefault("street", "") + " " + members.getOrDefault("number", "")
				+ members.getOrDefault("numberExtension", "");
		return PostalAddress.of(street, members.get("city"), members.get("postalCode"));
	}

	/** Where it stands in the index of evidence. */
	Probes probes() {
		return Probes.of(this.name, this.person, (this.nationalNumber != null) ? Set.of(this.nationalNumber) : Set.of(),
				this.own);
	}

	/**
	 * What it is looked for by.
	 * @param keys those of its source
	 */
	Sought sought(Set<MatchKey> keys) {
		return new Sought(keys, numbers(), null).corroboratedBy(this.name, this.person);
	}

	/**
	 * The same customer, of which this is known.
	 * @param keyed with the keys that it has
	 */
	Candidate<Integer> of(Candidate<Integer> keyed) {
		Set<MatchKey> keys = new LinkedHashSet<>(keyed.keys());
		keys.addAll(numbers());
		return Candidate.of(keyed.id(), keys).known((this.name != null) ? this.name.key() : null, this.person);
	}

	private Set<MatchKey> numbers() {
		return (this.nationalNumber != null) ? Set.of(new MatchKey(KeyKind.NATIONAL_NUMBER, this.nationalNumber))
				: Set.of();
	}

}
