package io.onerow.api.onerow;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.KnownScopes;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.contact.SharedValues;
import io.onerow.matching.MatchKey;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The addresses and phones that several persons have. */
@RestController
class SharedValueController {

	static final String PATH = "/api/onerow/v1/shared-values";

	static final String ONE = PATH + "/{id}";

	private static final int MOST = 1_000;

	private static final int VALUE_MAX = 254;

	private static final String SCOPE = "scope";

	private static final String KIND = "kind";

	private static final String VALUE = "value";

	private static final Map<String, String> KINDS = Map.of("email", "email", "phone", "phone");

	private final SharedValues values;

	private final KnownScopes scopes;

	SharedValueController(SharedValues values, KnownScopes scopes) {
		this.values = values;
		this.scopes = scopes;
	}

	@GetMapping(PATH)
	Page list(TenantId tenant, @RequestParam(defaultValue = "tenant") String scope,
			@RequestParam(defaultValue = "100") int limit, @RequestParam @Nullable UUID after) {
		if (limit < 1 || limit > MOST) {
			throw new InvalidParameter("limit", "must be from 1 to " + MOST);
		}
		List<SharedValues.Shown> items = this.values.list(tenant, this.scopes.get(tenant, scope), after, limit);
		return new Page(items, (items.size() == limit) ? items.get(limit - 1).id() : null);
	}

	/** By hand; 200 with its id, whether or not it was shared before. */
	@Unconditional
	@PutMapping(PATH)
	Named put(TenantId tenant, @RequestBody JsonNode body) {
		Members members = Members.of(body).refuseOthers(Set.of(SCOPE, KIND, VALUE)).require(SCOPE, KIND, VALUE);
		PolicyScope scope = KnownScopes.sent(members).applyTo(null);
		String kind = members.oneOf(KIND, KINDS).applyTo(null);
		String value = members.text(VALUE, VALUE_MAX).applyTo(null);
		if (PolicyScope.TENANT.equals(scope)) {
			members.fault(SCOPE, "must be of one directory: account:<id>, connection:<id> or book");
		}
		members.verify();
		PolicyScope known = this.scopes.get(tenant, Objects.requireNonNull(scope));
		Optional<MatchKey> key = this.values.key(tenant, known, Objects.requireNonNull(kind),
				Objects.requireNonNull(value));
		if (key.isEmpty()) {
			members.fault(VALUE, kind.equals("phone") ? "must be a phone number, with + unless the policy has a region"
					: "must be an email address");
			members.verify();
		}
		return new Named(this.values.put(tenant, known, key.orElseThrow()), known.name(), kind);
	}

	/** It is of one person, whatever is seen. */
	@Unconditional
	@DeleteMapping(ONE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable UUID id) {
		this.values.remove(tenant, id);
	}

	/** {@code next} is where to go on; null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<SharedValues.Shown> items, @Nullable UUID next) {

	}

	/** One that was named; without the value, which not everybody who names may read. */
	record Named(UUID id, String scope, String kind) {

	}

}
