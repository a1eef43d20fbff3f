package io.onerow.contact;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.contact.ContactLookup.ByExternalId;
import io.onerow.contact.ContactLookup.ByNumber;
import io.onerow.upsert.Incomplete;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

/**
 * Foresees which entries of a request will find nothing to change and not be enough to
 * create a contact, when each finds what those before it leave.
 */
class BookCheck {

	private final Set<Long> numbers = new HashSet<>();

	private final Set<String> externalIds = new HashSet<>();

	private final Set<String> emailKeys = new HashSet<>();

	/** The keys that the entries look for. */
	BookCheck(List<BookEntry> entries) {
		for (BookEntry entry : entries) {
			if (entry.lookup() instanceof ByNumber by) {
				this.numbers.add(by.number());
			}
			else if (entry.lookup() instanceof ByExternalId by) {
				this.externalIds.add(by.externalId());
			}
			this.emailKeys.addAll(entry.lookup().emailKeys());
		}
	}

	List<StoredContact> find(Directory directory, ContactCardStatements statements) {
		return statements.find(directory, this.emailKeys, this.externalIds, this.numbers);
	}

	/** The failures to come, by the index of their entry. */
	static Map<Integer, RuntimeException> failures(List<BookEntry> entries, List<StoredContact> stored) {
		Known known = new Known(stored);
		Map<Integer, RuntimeException> failures = new LinkedHashMap<>();
		for (int i = 0; i < entries.size(); i++) {
			BookEntry entry = entries.get(i);
			if (!known.has(entry.lookup())) {
				List<String> missing = entry.changes().missing();
				if (entry.lookup() instanceof ByNumber) {
					failures.put(i, new NotFound("contact"));
				}
				else if (!missing.isEmpty()) {
					failures.put(i, new Incomplete(missing));
				}
			}
			known.add(entry.changes());
		}
		return failures;
	}

	/** The keys of the contacts that are there, or will be. */
	private static final class Known {

		private final Set<Long> numbers = new HashSet<>();

		private final Set<String> externalIds = new HashSet<>();

		private final Set<String> emailKeys = new HashSet<>();

		Known(List<StoredContact> stored) {
			for (StoredContact contact : stored) {
				Long number = contact.card().number();
				if (number != null) {
					this.numbers.add(number);
				}
				add(contact.card().externalId(), contact.emailKey());
			}
		}

		boolean has(ContactLookup lookup) {
			if (lookup instanceof ByNumber by) {
				return this.numbers.contains(by.number());
			}
			return (lookup instanceof ByExternalId by && this.externalIds.contains(by.externalId()))
					|| lookup.emailKeys().stream().anyMatch(this.emailKeys::contains);
		}

		void add(ContactChanges changes) {
			add(changes.newExternalId(), changes.emailKey());
		}

		private void add(@Nullable String externalId, @Nullable String emailKey) {
			if (externalId != null) {
				this.externalIds.add(externalId);
			}
			if (emailKey != null) {
				this.emailKeys.add(emailKey);
			}
		}

	}

}
