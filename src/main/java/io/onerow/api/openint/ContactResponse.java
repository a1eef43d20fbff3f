package io.onerow.api.openint;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.contact.Contact;
import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A contact on the wire; all members are always there.
 *
 * @param isDeleted of one that has become part of another
 * @param lastActivityAt null, as nothing tells of activities
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ContactResponse(UUID id, Instant updatedAt, JsonNode rawData, @Nullable String firstName,
		@Nullable String lastName, @Nullable String email, @Nullable String phone, boolean isDeleted, Instant createdAt,
		@Nullable Instant lastActivityAt, Instant lastModifiedAt, @Nullable JsonNode passthroughFields) {

	static ContactResponse of(Contact contact) {
		Attributes more = contact.attributes();
		return new ContactResponse(contact.id(), contact.updatedAt(), RawData.of(more), more.text("first_name"),
				more.text("last_name"), contact.email(), more.text("phone"), contact.isPart(), contact.createdAt(),
				null, contact.updatedAt(), more.get(SentRecord.PASSTHROUGH));
	}

}
