package io.onerow.api.billabex;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The organizations of a client: its tenant is the only one. */
@RestController
@RequestMapping(OrganizationController.PATH)
class OrganizationController {

	static final String PATH = "/api/public/v1/organizations";

	@GetMapping
	Page<Organization> list(TenantId tenant, @RequestParam @Nullable Integer first,
			@RequestParam @Nullable UUID after) {
		Organization own = Organization.of(tenant);
		return Page.of(first, after, (last, size) -> own.id().equals(last) ? List.of() : List.of(own), Organization::id,
				Function.identity());
	}

	@GetMapping("/{organizationId}")
	Organization get(TenantId tenant, @PathVariable UUID organizationId) {
		Organization own = Organization.of(tenant);
		if (!own.id().equals(organizationId)) {
			throw new NotFound("organization");
		}
		return own;
	}

	/** A tenant on the wire, where ids are UUIDs: its own is always the same. */
	record Organization(UUID id, String name) {

		static Organization of(TenantId tenant) {
			return new Organization(
					UUID.nameUUIDFromBytes(("organization " + tenant.value()).getBytes(StandardCharsets.UTF_8)),
					tenant.value());
		}

	}

}
