package io.onerow.customer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.onerow.upsert.Change;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AddressTests {

	private static final Address OFFICE = new Address(Map.of("code", "o", "city", "Delft", "phone", "1"));

	private static final Address HOME = new Address(Map.of("city", "Gouda"));

	@Test
	void codeDecidesAndAbsentMembersAreKept() {
		assertThat(Address.merge(List.of(HOME, OFFICE), List.of(sent("code", "o", "city", "Leiden"))))
			.containsExactly(HOME, new Address(Map.of("code", "o", "city", "Leiden", "phone", "1")));
	}

	@Test
	void nullClearsMember() {
		assertThat(Address.merge(List.of(OFFICE),
				List.of(Map.of("code", Change.set("o"), "phone", Change.<String>clear()))))
			.containsExactly(new Address(Map.of("code", "o", "city", "Delft")));
	}

	@Test
	void addressWithoutCodeThatIsThereIsNotAddedAgain() {
		List<Map<String, Change<String>>> sent = List.of(sent("city", "Gouda"), sent("city", "Gouda"));
		assertThat(Address.merge(List.of(), sent)).containsExactly(HOME);
		assertThat(Address.merge(List.of(HOME), sent)).containsExactly(HOME);
		assertThat(Address.merge(List.of(HOME), List.of(sent("city", "Leiden")))).hasSize(2);
	}

	@Test
	void placeIsTheSameWhateverItsCaseAndSpace() {
		List<Map<String, Change<String>>> home = List.of(sent("type", "delivery", "street", "Kade", "number", "1",
				"postalCode", "2611 AA", "city", "'s-Gravenhage"));
		List<Address> stored = Address.merge(List.of(), home);
		assertThat(Address.merge(stored, List.of(sent("type", "delivery", "street", "KADE", "number", "1", "postalCode",
				"2611aa", "city", "'S-GRAVENHAGE"))))
			.isEqualTo(stored);
		List<Address> called = Address.merge(stored, List.of(sent("type", "delivery", "street", "Kade ", "number", "1",
				"postalCode", "2611AA", "city", "'s-Gravenhage", "phone", "070", "country", "NL")));
		assertThat(called).hasSize(1);
		assertThat(called.get(0).members()).containsEntry("phone", "070").containsEntry("postalCode", "2611 AA");
	}

	@Test
	void extensionTellsPlacesApartWhereBothHaveOne() {
		List<Address> stored = Address.merge(List.of(), List.of(sent("city", "Delft", "numberExtension", "a")));
		assertThat(Address.merge(stored, List.of(sent("city", "delft", "numberExtension", "A")))).hasSize(1);
		assertThat(Address.merge(stored, List.of(sent("city", "Delft")))).hasSize(1);
		assertThat(Address.merge(stored, List.of(sent("city", "Delft", "numberExtension", "b")))).hasSize(2);
	}

	@Test
	void sameListAgainChangesNothing() {
		List<Map<String, Change<String>>> sent = List.of(sent("city", "Delft", "phone", "1"),
				sent("code", "o", "city", "Leiden"), sent("code", "n", "city", "Delft"));
		List<Address> once = Address.merge(List.of(OFFICE), sent);
		assertThat(Address.merge(once, sent)).isEqualTo(once).hasSize(3);
	}

	@Test
	void addressesDoNotGrowForEver() {
		List<Map<String, Change<String>>> half = List.of(sent("city", "x".repeat(40_000)));
		List<Address> stored = Address.merge(List.of(), half);
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> Address.merge(stored, List.of(sent("city", "y".repeat(40_000)))))
			.extracting(RefusedException::refusal)
			.isEqualTo(Refusal.UNSTORABLE);
		assertThat(Address.merge(stored, half)).isEqualTo(stored);
	}

	@Test
	void addressesThatAreTooLongAlreadyMayShrink() {
		List<Address> stored = List.of(new Address(Map.of("code", "o", "city", "x".repeat(70_000), "phone", "1")));
		assertThat(Address.merge(stored, List.of(Map.of("code", Change.set("o"), "phone", Change.<String>clear()))))
			.hasSize(1);
	}

	private static Map<String, Change<String>> sent(String... members) {
		Map<String, Change<String>> sent = new HashMap<>();
		for (int i = 0; i < members.length; i += 2) {
			sent.put(members[i], Change.set(members[i + 1]));
		}
		return sent;
	}

}
