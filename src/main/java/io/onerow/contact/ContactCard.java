package io.onerow.contact;

import java.time.Instant;
import java.util.UUID;

import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A contact with all that clients know of it.
 *
 * @param number given by the service to the contacts of a company book, unique in the
 * tenant
 */
public record ContactCard(UUID id, @Nullable String externalId, @Nullable Long number, @Nullable String email,
		EmailStatus emailStatus, Attributes attributes, Instant createdAt, Instant updatedAt) {

}
