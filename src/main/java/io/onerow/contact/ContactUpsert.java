package io.onerow.contact;

import java.util.ArrayList;
import java.util.List;

import io.onerow.matching.EmailKey;
import io.onerow.matching.NameKey;
import io.onerow.upsert.Incomplete;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a contact: null keeps what is stored. The email and the name are
 * what it is matched by, in this order.
 *
 * @param fullName 1 to 200 code points, not blank
 * @param email 1 to 254 code points, trimmed
 * @param language ISO 639-1, lower case
 */
public record ContactUpsert(@Nullable String fullName, @Nullable String email, @Nullable String language) {

	@Nullable String emailKey() {
		return (this.email != null) ? EmailKey.of(this.email).value() : null;
	}

	@Nullable NameKey nameKey() {
		return (this.fullName != null) ? NameKey.of(this.fullName) : null;
	}

	/**
	 * @throws Incomplete when this is not enough to create a contact
	 */
	void requireComplete() {
		List<String> missing = new ArrayList<>();
		if (this.fullName == null) {
			missing.add("fullName");
		}
		if (this.language == null) {
			missing.add("language");
		}
		if (!missing.isEmpty()) {
			throw new Incomplete(missing);
		}
	}

}
