package io.onerow.api.onerow.admin;

import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.security.Scopes;
import io.onerow.security.apikey.ApiKeyAdministration;
import io.onerow.security.apikey.ApiKeyInfo;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API keys of a tenant. */
@RestController
class ApiKeyController {

	static final String PATH = AdminRoutes.BASE + "/api-keys";

	private static final String NAME = "name";

	private static final int LONGEST_NAME = 100;

	private final ApiKeyAdministration keys;

	ApiKeyController(ApiKeyAdministration keys) {
		this.keys = keys;
	}

	@GetMapping(PATH)
	Page<ApiKeyInfo> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(defaultValue = "") String after) {
		return Page.of(this.keys.list(tenant, after, Page.limit(limit)), limit, ApiKeyInfo::keyId);
	}

	@GetMapping(PATH + "/{id}")
	ApiKeyInfo get(TenantId tenant, @PathVariable String id) {
		return this.keys.get(tenant, id);
	}

	@Unconditional
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.CREATED)
	WithKey create(TenantId tenant, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(NAME, AdminBody.SCOPES)).require(AdminBody.SCOPES);
		Change<String> name = sent.filled(NAME, LONGEST_NAME);
		Change<Set<String>> scopes = AdminBody.scopes(sent, Scopes.allOfApiKeys());
		sent.verify();
		ApiKeyAdministration.NewKey made = this.keys.create(tenant, name.applyTo(null),
				Objects.requireNonNull(scopes.applyTo(null)));
		return new WithKey(made.info(), made.key());
	}

	@Unconditional
	@PatchMapping(PATH + "/{id}")
	ApiKeyInfo change(TenantId tenant, @PathVariable String id, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(NAME, AdminBody.SCOPES));
		Change<String> name = sent.filled(NAME, LONGEST_NAME);
		Change<Set<String>> scopes = AdminBody.scopes(sent, Scopes.allOfApiKeys());
		sent.verify();
		return this.keys.change(tenant, id, name, scopes);
	}

	@Unconditional
	@DeleteMapping(PATH + "/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(TenantId tenant, @PathVariable String id) {
		this.keys.revoke(tenant, id);
	}

	/** A key as it is stored, and the key itself. */
	record WithKey(@JsonUnwrapped ApiKeyInfo info, String key) {

	}

}
