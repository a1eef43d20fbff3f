package io.onerow.contact;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Text;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;

/**
 * What of a contact its keys are made of, and the keys that it has.
 *
 * @param version that in which it was read
 */
record OldContact(UUID directory, UUID id, long version, @Nullable String fullName, @Nullable String nameKey,
		@Nullable String email, @Nullable String emailKey, @Nullable String externalId) {

	@Nullable NameSearch newName() {
		return (this.fullName != null) ? NameSearch.of(this.fullName) : null;
	}

	/** That of the email, else of the address that was cleared. */
	@Nullable String newEmailKey() {
		String address = (this.email != null) ? this.email : this.emailKey;
		return (address != null) ? EmailKey.of(address).value() : null;
	}

	/** One that is nothing but white space stays. */
	@Nullable String newExternalId() {
		return (this.externalId != null && !Text.isBlank(this.externalId)) ? Text.trimmed(this.externalId)
				: this.externalId;
	}

	/** Whether its keys are as they would be made now. */
	boolean isNew() {
		NameSearch name = newName();
		return Objects.equals(this.nameKey, (name != null) ? name.key().value() : null)
				&& Objects.equals(this.emailKey, newEmailKey()) && Objects.equals(this.externalId, newExternalId());
	}

	/** The locks of the keys that it gets, as an upsert of it takes them. */
	KeyLocks locks() {
		Set<MatchKey> keys = new LinkedHashSet<>();
		String newEmailKey = newEmailKey();
		if (newEmailKey != null) {
			keys.add(new MatchKey(KeyKind.EMAIL, newEmailKey));
		}
		String newExternalId = newExternalId();
		if (newExternalId != null) {
			keys.add(new MatchKey(KeyKind.EXTERNAL_ID, newExternalId));
		}
		return KeyLocks.of(this.directory, keys, Set.of(), newName());
	}

}
