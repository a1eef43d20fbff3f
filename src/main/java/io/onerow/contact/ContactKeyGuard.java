package io.onerow.contact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.onerow.upsert.KeyLocks;

/**
 * Lets a write pass only if, once it holds the locks, no contact has one of the keys but
 * those that were seen.
 */
@SuppressWarnings("ArrayRecordComponent")
record ContactKeyGuard(KeyLocks locks, ContactKeys keys, UUID[] seen) {

	/** For a write that gives the contact no other key. */
	static final ContactKeyGuard NONE = new ContactKeyGuard(KeyLocks.NONE, ContactKeys.NONE, new UUID[0]);

	/**
	 * For a write that gives the contact a key.
	 * @param keys all that the request names
	 */
	static ContactKeyGuard of(Directory directory, StoredContact written, ContactKeys keys, List<StoredContact> seen) {
		Set<String> emailKeys = (written.emailKey() != null) ? Set.of(written.emailKey()) : Set.of();
		Set<String> names = new HashSet<>(new ContactKeys(emailKeys, written.card().externalId(), null).names());
		return new ContactKeyGuard(KeyLocks.of(directory.id(), names, keys.names()), keys,
				seen.stream().map((contact) -> contact.card().id()).distinct().toArray(UUID[]::new));
	}

}
