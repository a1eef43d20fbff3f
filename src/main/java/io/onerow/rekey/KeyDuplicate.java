package io.onerow.rekey;

import java.time.Instant;
import java.util.UUID;

/**
 * Two records of which the new form of their keys has shown that they may be one.
 *
 * @param kind contact, account or customer
 * @param scope the directory of the contact, the connection of the account, the source of
 * the customer
 * @param record has kept its key in the old form, if no two records may have the new one
 * @param other has the key in the new form
 * @param key of which kind the key is that they share: email, external id, name, source,
 * website or domain
 */
public record KeyDuplicate(UUID id, String kind, String scope, String record, String other, String key,
		Instant foundAt) {

}
