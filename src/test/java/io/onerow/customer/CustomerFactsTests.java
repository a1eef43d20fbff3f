package io.onerow.customer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.MatchPlan;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a customer is compared, and how the plan of any source judges it. */
class CustomerFactsTests {

	private static final Address HOME = new Address(
			Map.of("street", "Kade", "number", "1", "numberExtension", "a", "postalCode", "2600 AA", "city", "Delft"));

	private static final Address SHOP = new Address(
			Map.of("street", "Markt 7", "postalCode", "3000", "city", "Rotterdam"));

	@ParameterizedTest
	@CsvSource({ "123.456.789, 123456789", "ab 12-34, AB1234", "1234,", "0000000,", "n/a,", "---," })
	void nationalNumberHasNoSignsAndSaysSomething(String sent, String number) {
		assertThat(facts(Map.of(CustomerField.SSN, sent)).nationalNumber()).isEqualTo(number);
	}

	@ParameterizedTest
	@CsvSource({ "no address", "@", "ann@", "@b.example" })
	void whatIsNoAddressOfEmailIsNotCompared(String email) {
		assertThat(facts(Map.of(CustomerField.EMAIL, email)).person().email()).isNull();
	}

	@Test
	void anyOfTheAddressesAgrees() {
		Map<CustomerField, String> ann = Map.of(CustomerField.FIRST_NAME, "Ann", CustomerField.LAST_NAME, "Berg");
		Address inOnePiece = new Address(Map.of("street", "KADE 1a", "postalCode", "2600AA"));
		assertThat(judge(Policy.GUARDED, facts(ann, SHOP, HOME), facts(ann, inOnePiece))).endsWith("rung=name-address");
		assertThat(judge(Policy.CORROBORATED, facts(ann, inOnePiece), facts(ann, SHOP, HOME)))
			.endsWith("rung=name-address");
		assertThat(judge(Policy.GUARDED, facts(ann, SHOP), facts(ann, inOnePiece))).endsWith("rung=name-only");
	}

	@ParameterizedTest
	@CsvSource({ "GUARDED, 123456789, id", "GUARDED, 123456798, name-phone", "GUARDED, 987654321, none",
			"CORROBORATED, 123456789, id", "CORROBORATED, 123456798, id", "CORROBORATED, 987654321, none" })
	void anotherNationalNumberIsOfAnotherPerson(Policy policy, String number, String rung) {
		Map<CustomerField, String> ann = new EnumMap<>(Map.of(CustomerField.FIRST_NAME, "Ann", CustomerField.LAST_NAME,
				"Berg", CustomerField.PHONE, "015 123 45 67", CustomerField.SSN, "123456789"));
		CustomerFacts stored = facts(ann);
		ann.put(CustomerField.SSN, number);
		ann.put(CustomerField.MOBILE, "+31 6 12 34 56 78");
		assertThat(judge(policy, facts(ann), stored)).endsWith("rung=" + rung);
	}

	private static String judge(Policy policy, CustomerFacts sent, CustomerFacts stored) {
		CustomerKey key = new CustomerKey("shop", "7");
		Candidate<Integer> other = stored.of(Candidate.of(0, Set.of(new CustomerKey("erp", "1").inAnyLanguage())));
		Match<Integer> match = MatchPlan.customerOfAnySource(policy, OnDoubt.REFUSE)
			.decide(sent.sought(Set.of(key.inAnyLanguage())), List.of(other));
		return match.receipt().toString();
	}

	private static CustomerFacts facts(Map<CustomerField, String> texts, Address... addresses) {
		return CustomerFacts.of(new Customer(1, texts, false, null, List.of(addresses)), "NL");
	}

}
