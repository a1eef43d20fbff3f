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
 * @param createdBy who created it, and {@code modifiedBy} who changed it last, by id;
 * null if that was not told
 */
public record ContactCard(UUID id, @Nullable String externalId, @Nullable Long number, @Nullable String email,
		EmailStatus emailStatus, Attributes attributes, Instant createdAt, @Nullable String createdBy,
		Instant updatedAt, @Nullable String modifiedBy) {

}
