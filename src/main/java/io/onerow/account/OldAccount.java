package io.onerow.account;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.matching.MatchKey;
import io.onerow.matching.Text;
import org.jspecify.annotations.Nullable;

/**
 * What of an account its keys are made of, and the keys that it has.
 *
 * @param version that in which it was read
 */
record OldAccount(UUID id, long version, @Nullable String connectionId, @Nullable String sourceId,
		@Nullable String website, Set<MatchKey> remembered, Set<MatchKey> matched) {

	/** One that is nothing but white space stays. */
	@Nullable String newSourceId() {
		return (this.sourceId != null && !Text.isBlank(this.sourceId)) ? Text.trimmed(this.sourceId) : this.sourceId;
	}

	Set<MatchKey> newRemembered() {
		return this.remembered.stream().map(AccountKeys::renewed).collect(Collectors.toSet());
	}

	Set<MatchKey> newMatched() {
		Set<MatchKey> keys = new HashSet<>(newRemembered());
		keys.addAll(AccountKeys.ofWebsite(this.website));
		return keys;
	}

	/** Whether its keys are as they would be made now. */
	boolean isNew() {
		return Objects.equals(this.sourceId, newSourceId()) && this.remembered.equals(newRemembered())
				&& this.matched.equals(newMatched());
	}

}
