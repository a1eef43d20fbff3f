package io.onerow.api.onerow;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.rekey.KeyDuplicate;
import io.onerow.rekey.KeyDuplicates;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The records of which a new form of their keys has shown that they may be one. */
@RestController
class DuplicateController {

	static final String PATH = "/api/onerow/v1/duplicates";

	private static final int MOST = 1_000;

	private final KeyDuplicates duplicates;

	DuplicateController(KeyDuplicates duplicates) {
		this.duplicates = duplicates;
	}

	@GetMapping(PATH)
	Page list(TenantId tenant, @RequestParam(defaultValue = "100") int limit, @RequestParam @Nullable UUID after) {
		if (limit < 1 || limit > MOST) {
			throw new InvalidParameter("limit", "must be from 1 to " + MOST);
		}
		List<KeyDuplicate> found = this.duplicates.list(tenant, after, limit);
		return new Page(found.stream().map(Item::of).toList(),
				(found.size() == limit) ? found.get(limit - 1).id() : null);
	}

	/** {@code next} is where to go on; null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<Item> items, @Nullable UUID next) {

	}

	/** One pair; ids are those of their wires. */
	record Item(UUID id, String kind, String scope, String recordId, String otherId, String key, Instant foundAt) {

		static Item of(KeyDuplicate found) {
			return new Item(found.id(), found.kind(), found.scope(), found.record(), found.other(), found.key(),
					found.foundAt());
		}

	}

}
