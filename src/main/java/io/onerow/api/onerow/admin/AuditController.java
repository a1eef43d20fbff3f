package io.onerow.api.onerow.admin;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.audit.AuditEntry;
import io.onerow.audit.AuditTrail;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has changed what, newest first. */
@RestController
class AuditController {

	static final String PATH = AdminRoutes.BASE + "/audit";

	private final AuditTrail audit;

	AuditController(AuditTrail audit) {
		this.audit = audit;
	}

	@GetMapping(PATH)
	Page<Item> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam @Nullable UUID after) {
		return Page.of(this.audit.list(tenant, after, Page.limit(limit)).stream().map(Item::of).toList(), limit,
				(item) -> item.id().toString());
	}

	/** One change. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Item(UUID id, Instant at, String client, String requestId, String action, String kind, String subject,
			@JsonRawValue @Nullable String before, @JsonRawValue @Nullable String after) {

		static Item of(AuditEntry entry) {
			return new Item(entry.id(), entry.at(), entry.client(), entry.requestId(), entry.action(), entry.kind(),
					entry.subject(), entry.before(), entry.after());
		}

	}

}
