package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.onerow.upsert.Change;
import io.onerow.upsert.UnreadableStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address of a customer: named texts, of which only {@code code} means something here.
 */
public record Address(Map<String, String> members) {

	private static final String CODE = "code";

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
	 * that code, one without into the one that it equals, any other is added.
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
		return (code != null) ? code.equals(this.members.get(CODE)) : this.members.equals(sent.members);
	}

	private Address changed(Map<String, Change<String>> changes) {
		Map<String, String> changed = new TreeMap<>(this.members);
		changes.forEach((name, change) -> changed.compute(name, (key, value) -> change.applyTo(value)));
		return new Address(changed);
	}

}
