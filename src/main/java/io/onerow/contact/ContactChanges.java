package io.onerow.contact;

import java.util.List;

import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a contact.
 *
 * @param fullName 1 to 200 code points, not blank
 * @param email 1 to 254 code points, trimmed
 * @param language ISO 639-1, lower case
 * @param externalId 1 to 200 code points
 * @param missing what its dialect demands of a new contact and was not sent, by the names
 * of the dialect
 * @param author who says it, by id; null if nobody shall be remembered
 */
public record ContactChanges(Change<String> fullName, Change<String> email, Change<String> language,
		Change<String> externalId, AttributesPatch attributes, List<String> missing, @Nullable String author) {

	public ContactChanges {
		missing = List.copyOf(missing);
	}

	/** Of a person with a name, an address and a language. */
	public static ContactChanges ofPerson(Change<String> fullName, Change<String> email, Change<String> language,
			List<String> missing) {
		return new ContactChanges(fullName, email, language, Change.keep(), AttributesPatch.NONE, missing, null);
	}

	/** Of what is known by keys, all else being attributes. */
	public static ContactChanges ofCard(Change<String> email, Change<String> externalId, AttributesPatch attributes,
			List<String> missing, @Nullable String author) {
		return new ContactChanges(Change.keep(), email, Change.keep(), externalId, attributes, missing, author);
	}

}
