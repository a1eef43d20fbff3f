package io.onerow.account;

import java.time.Instant;
import java.util.UUID;

import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;

/** An account of a connection with all that clients know of it. */
public record AccountCard(UUID id, @Nullable String name, @Nullable String website, Attributes attributes,
		Instant createdAt, Instant updatedAt) {

}
