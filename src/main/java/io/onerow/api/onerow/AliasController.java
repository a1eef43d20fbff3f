package io.onerow.api.onerow;

import java.util.Set;
import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.contact.ContactAliases;
import io.onerow.tenant.TenantId;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes a single alias from a contact. */
@RestController
class AliasController {

	static final String PATH = "/api/onerow/v1/records/{recordId}/aliases";

	private static final Set<String> KINDS = Set.of("email", "phone", "external id");

	private final ContactAliases aliases;

	AliasController(ContactAliases aliases) {
		this.aliases = aliases;
	}

	/** Named by its kind and value as the record shows them. */
	@Unconditional
	@DeleteMapping(PATH)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(TenantId tenant, @PathVariable UUID recordId, @RequestParam String kind, @RequestParam String value) {
		if (!KINDS.contains(kind)) {
			throw new InvalidParameter("kind", "must be email, phone or external id");
		}
		if (value.indexOf(0) >= 0) {
			throw new InvalidParameter("value", "must be text without the character NUL");
		}
		this.aliases.remove(tenant, recordId, kind, value);
	}

}
