package io.onerow.api.openint;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.account.Account;
import io.onerow.upsert.Attributes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An account on the wire; all members are always there.
 *
 * @param lastActivityAt null, as nothing tells of activities
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountResponse(UUID id, Instant updatedAt, JsonNode rawData, @Nullable String name, boolean isDeleted,
		@Nullable String website, @Nullable String industry, @Nullable JsonNode numberOfEmployees,
		@Nullable String ownerId, Instant createdAt, @Nullable String description, @Nullable Instant lastActivityAt,
		@Nullable JsonNode addresses, @Nullable JsonNode phoneNumbers, @Nullable String lifecycleStage,
		Instant lastModifiedAt, @Nullable JsonNode passthroughFields) {

	static AccountResponse of(Account account) {
		Attributes more = account.attributes();
		return new AccountResponse(account.id(), account.updatedAt(), RawData.of(more), account.name(), false,
				account.website(), more.text("industry"), more.get("number_of_employees"), more.text("owner_id"),
				account.createdAt(), more.text("description"), null, more.get("addresses"), more.get("phone_numbers"),
				more.text("lifecycle_stage"), account.updatedAt(), more.get(SentRecord.PASSTHROUGH));
	}

}
