package io.onerow.contact;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.onerow.matching.EmailKey;
import org.jspecify.annotations.Nullable;

/** The keys by which an upsert looks for its contact, without regard to names. */
public sealed interface ContactLookup {

	/** The email keys among which to look. */
	default Set<String> emailKeys() {
		return Set.of();
	}

	/**
	 * Any of the addresses; if several contacts have one, it is ambiguous. A contact that
	 * is created gets the first, unless it is given another.
	 *
	 * @param emails at least one
	 */
	record ByEmails(List<String> emails) implements ContactLookup {

		public ByEmails {
			emails = List.copyOf(emails);
		}

		@Override
		public Set<String> emailKeys() {
			Set<String> keys = new LinkedHashSet<>();
			this.emails.forEach((email) -> keys.add(EmailKey.of(email).value()));
			return keys;
		}

	}

	/** The number; an unknown one is an error, never a new contact. */
	record ByNumber(long number) implements ContactLookup {

	}

	/**
	 * The external id, else the address; but a contact with the address and another
	 * external id is somebody else.
	 */
	record ByExternalId(String externalId, @Nullable String email) implements ContactLookup {

		@Override
		public Set<String> emailKeys() {
			return (this.email != null) ? Set.of(EmailKey.of(this.email).value()) : Set.of();
		}

	}

}
