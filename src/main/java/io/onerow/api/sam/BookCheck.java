package io.onerow.api.sam;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.contact.SentContact;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.NotFound;

/**
 * Foresees which contacts of a request will find nothing to change and not be enough to
 * create one, when each finds what those before it leave.
 */
final class BookCheck {

	private BookCheck() {
	}

	/**
	 * The failures to come, by the index of their contact.
	 * @param known the keys of the contacts that are there
	 */
	static Map<Integer, RuntimeException> failures(List<SentContact> contacts, Set<MatchKey> known) {
		Set<MatchKey> there = new HashSet<>(known);
		Map<Integer, RuntimeException> failures = new LinkedHashMap<>();
		for (int i = 0; i < contacts.size(); i++) {
			SentContact contact = contacts.get(i);
			Set<MatchKey> keys = contact.sought().keys();
			if (keys.stream().noneMatch(there::contains)) {
				List<String> missing = contact.changes().missing();
				if (keys.stream().anyMatch((key) -> key.kind() == KeyKind.NUMBER)) {
					failures.put(i, new NotFound("contact"));
				}
				else if (!missing.isEmpty()) {
					failures.put(i, new Incomplete(missing));
				}
			}
			there.addAll(contact.sought().given());
		}
		return failures;
	}

}
