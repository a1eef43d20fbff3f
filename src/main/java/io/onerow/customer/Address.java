package io.onerow.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.onerow.upsert.Change;

/**
 * An address of a customer: named texts, of which only {@code code} means something here.
 */
public record Address(Map<String, String> members) {

	private static final String CODE = "code";

	/**
	 * Merges what was sent into a list: an address with a code goes into the one with
	 * that code, one without into the one that it equals, any other is added.
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
		return merged;
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
