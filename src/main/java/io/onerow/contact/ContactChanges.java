package io.onerow.contact;

import java.util.List;

import io.onerow.matching.EmailKey;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a contact that is matched by keys.
 *
 * @param email 1 to 254 code points, trimmed
 * @param externalId 1 to 200 code points
 * @param required attributes without which no contact is created
 * @param author who says it, by id; null if nobody shall be remembered
 */
public record ContactChanges(Change<String> email, Change<String> externalId, AttributesPatch attributes,
		List<String> required, @Nullable String author) {

	public ContactChanges {
		required = List.copyOf(required);
	}

	/** Changes by nobody in particular, and enough for a contact. */
	public ContactChanges(Change<String> email, Change<String> externalId, AttributesPatch attributes) {
		this(email, externalId, attributes, List.of(), null);
	}

	/**
	 * The required attributes that a contact made of these changes would not have.
	 */
	List<String> missing() {
		Attributes created = this.attributes.applyTo(Attributes.NONE);
		return this.required.stream().filter((name) -> created.get(name) == null).toList();
	}

	@Nullable String emailKey() {
		return (this.email instanceof Change.Set<String> set) ? EmailKey.of(set.value()).value() : null;
	}

	@Nullable String newExternalId() {
		return (this.externalId instanceof Change.Set<String> set) ? set.value() : null;
	}

}
