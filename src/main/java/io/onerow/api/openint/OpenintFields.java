package io.onerow.api.openint;

import java.util.Map;
import java.util.Set;

import io.onerow.api.RecordFields;

import org.springframework.stereotype.Component;

/** What accounts and contacts have besides on this wire. */
@Component
class OpenintFields implements RecordFields {

	@Override
	public Map<String, Set<String>> byKind() {
		return Map.of("contact", Set.of("first_name", "last_name", "phone", SentRecord.RAW, SentRecord.PASSTHROUGH),
				"account", Set.of("description", "industry", "owner_id", "number_of_employees", "lifecycle_stage",
						"addresses", "phone_numbers", SentRecord.RAW, SentRecord.PASSTHROUGH));
	}

}
