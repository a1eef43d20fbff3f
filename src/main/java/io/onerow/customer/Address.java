package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.onerow.matching.NameKey;
import io.onerow.upsert.Change;
import io.onerow.upsert.UnreadableStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address of a customer: named texts, of which {@code code} and its place mean
 * something here.
 */
public record Address(Map<String, String> members) {

	private static final String CODE = "code";

	/** What tells addresses without a code apart. */
	private static final Set<String> PLACE = Set.of("type", "street", "number", "postalCode", "city");

	/** So does this, where both have one. */
	private static final String EXTENSION = "numberExtension";

	private static final String NO_ADDRESSES = "[]";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final TypeReference<List<@Nullable Map<String, String>>> STORED = new TypeReference<>() {
	};

	/**
	 * Of all addresses of a customer; a bulk has 250 customers in memory. Each request
	 * could add to them.
	 */
	static final int MOST_CHARACTERS = 65_536;

	/**
	 * Merges what was sent into a list: an address with a code goes into the one with
	 * that code, one without into the one without that is at the same place, any other is
	 * added. Case and space make no other place.
	 * @throws RefusedException if they would be longer than any customer's may be
	 */
	static List<Address> merge(List<Address> stored, List<Map<String, Change<String>>> sent) {
		List<Address> merged = new ArrayList<>(stored);
		for (Map<String, Change<String>> one : sent) {
			Address fresh = new Address(Map.of()).changed(one);
			int place = place(merged, fresh);
			if (place < 0) {
				merged.add(fresh);
			}
			else {
				merged.set(place, merged.get(place).changed(one));
			}
		}
		if (characters(merged) > Math.max(MOST_CHARACTERS, characters(stored))) {
			throw new RefusedException(Refusal.UNSTORABLE);
		}
		return merged;
	}

	/** Reads what {@link #json} wrote. */
	static List<Address> list(String json) {
		if (json.equals(NO_ADDRESSES)) {
			return List.of();
		}
		try {
			List<@Nullable Map<String, String>> read = JSON.readValue(json, STORED);
			return read.stream().map(Objects::requireNonNull).map(Address::new).toList();
		}
		catch (JacksonException | NullPointerException ex) {
			throw new UnreadableStore("addresses");
		}
	}

	static String json(List<Address> addresses) {
		return addresses.isEmpty() ? NO_ADDRESSES
				: JSON.writeValueAsString(addresses.stream().map(Address::members).toList());
	}

	private static int characters(List<Address> addresses) {
		int characters = 0;
		for (Address address : addresses) {
			for (Map.Entry<String, String> member : address.members.entrySet()) {
				characters += member.getKey().length() + member.getValue().length();
			}
		}
		return characters;
	}

	private static int place(List<Address> list, Address address) {
		for (int i = 0; i < list.size(); i++) {
			if (list.get(i).isSame(address)) {
				return i;
			}
		}
		return -1;
	}

	private boolean isSame(Address sent) {
		String code = sent.members.get(CODE);
		if (code != null || this.members.containsKey(CODE)) {
			return code != null && code.equals(this.members.get(CODE));
		}
		return PLACE.stream().allMatch((name) -> agree(this.members.get(name), sent.members.get(name)))
				&& (!this.members.containsKey(EXTENSION) || !sent.members.containsKey(EXTENSION)
						|| agree(this.members.get(EXTENSION), sent.members.get(EXTENSION)));
	}

	private static boolean agree(@Nullable String one, @Nullable String other) {
		return Objects.equals(one, other)
				|| (one != null && other != null && withoutCaseAndSpace(one).equals(withoutCaseAndSpace(other)));
	}

	private static String withoutCaseAndSpace(String text) {
		return NameKey.of(text).value().replace(" ", "");
	}

	/** What it is found by stays as it is spelled, else it would change at every turn. */
	private Address changed(Map<String, Change<String>> changes) {
		Map<String, String> changed = new TreeMap<>(this.members);
		boolean coded = this.members.containsKey(CODE);
		changes.forEach((name, change) -> {
			if (coded || !PLACE.contains(name) || !changed.containsKey(name)) {
				changed.compute(name, (key, value) -> change.applyTo(value));
			}
		});
		return new Address(changed);
	}

}
