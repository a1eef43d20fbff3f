package io.onerow.contact;

import io.onerow.matching.EmailKey;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a contact that is matched by keys.
 *
 * @param email 1 to 254 code points, trimmed
 * @param externalId 1 to 200 code points
 */
public record ContactChanges(Change<String> email, Change<String> externalId, AttributesPatch attributes) {

	@Nullable String emailKey() {
		return (this.email instanceof Change.Set<String> set) ? EmailKey.of(set.value()).value() : null;
	}

	@Nullable String newExternalId() {
		return (this.externalId instanceof Change.Set<String> set) ? set.value() : null;
	}

}
