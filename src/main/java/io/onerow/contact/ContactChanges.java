package io.onerow.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Withholding;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a contact.
 *
 * @param fullName 1 to 200 code points, not blank
 * @param email 1 to 254 code points, trimmed
 * @param language ISO 639-1, lower case
 * @param externalId 1 to 200 code points
 * @param required what its dialect demands of a new contact, fields or attributes
 * @param author who says it, by id; null if nobody shall be remembered
 * @param told since when it is so at its source; null where that is not told of this one
 */
public record ContactChanges(Change<String> fullName, Change<String> email, Change<String> language,
		Change<String> externalId, AttributesPatch attributes, List<String> required, @Nullable String author,
		@Nullable Instant told) {

	/** What is no attribute: a contact is found by it, or cannot be created without. */
	public static final Set<String> FIELDS = Set.of("fullName", "email", "language", "externalId");

	public ContactChanges {
		required = List.copyOf(required);
	}

	/** Of a person with a name, an address and a language. */
	public static ContactChanges ofPerson(Change<String> fullName, Change<String> email, Change<String> language,
			List<String> required) {
		return new ContactChanges(fullName, email, language, Change.keep(), AttributesPatch.NONE, required, null, null);
	}

	/** The same, of whom more is known. */
	public ContactChanges with(Change<String> id, AttributesPatch more) {
		return new ContactChanges(this.fullName, this.email, this.language, id, more, this.required, this.author,
				this.told);
	}

	/** Whether there is more than a name, an address and a language. */
	boolean hasMore() {
		return hasExternalId() || !this.attributes.isEmpty();
	}

	boolean hasExternalId() {
		return !(this.externalId instanceof Change.Keep<String>);
	}

	/** Of what is known by keys, all else being attributes. */
	public static ContactChanges ofCard(Change<String> email, Change<String> externalId, AttributesPatch attributes,
			List<String> required, @Nullable String author) {
		return new ContactChanges(Change.keep(), email, Change.keep(), externalId, attributes, required, author, null);
	}

	/** The same, which is so at its source since then; null if that is not told. */
	public ContactChanges told(@Nullable Instant at) {
		if (Objects.equals(at, this.told)) {
			return this;
		}
		return new ContactChanges(this.fullName, this.email, this.language, this.externalId, this.attributes,
				this.required, this.author, at);
	}

	/** What is required and was not sent, by the names of the dialect. */
	List<String> missing() {
		List<String> missing = new ArrayList<>(this.required);
		missing.removeIf((name) -> change(name) instanceof Change.Set<?>);
		return missing;
	}

	private Change<?> change(String name) {
		return switch (name) {
			case "fullName" -> this.fullName;
			case "email" -> this.email;
			case "language" -> this.language;
			case "externalId" -> this.externalId;
			default -> this.attributes.replaced().getOrDefault(name, Change.keep());
		};
	}

	/** What of it may be written to a contact that is there. */
	ContactChanges without(Withholding others) {
		return new ContactChanges(others.of("fullName", this.fullName), others.of("email", this.email),
				others.of("language", this.language), others.of("externalId", this.externalId),
				others.of(this.attributes), this.required, this.author, this.told);
	}

	/** What a new contact is to have from whoever creates it. */
	Set<String> needed() {
		Set<String> needed = new HashSet<>(FIELDS);
		needed.addAll(this.required);
		return needed;
	}

}
