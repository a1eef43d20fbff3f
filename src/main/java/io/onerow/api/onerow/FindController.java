package io.onerow.api.onerow;

import java.util.Objects;
import java.util.Set;

import io.onerow.api.KnownScopes;
import io.onerow.api.PolicyHeader;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.contact.DuplicateFinder;
import io.onerow.matching.Policy;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Has the contacts that are stored looked through for those that may be one. */
@RestController
class FindController {

	static final String PATH = "/api/onerow/v1/duplicates/find";

	private static final Set<String> MEMBERS = Set.of("scope", "policy");

	private final DuplicateFinder finder;

	private final KnownScopes scopes;

	FindController(DuplicateFinder finder, KnownScopes scopes) {
		this.finder = finder;
		this.scopes = scopes;
	}

	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Object> find(TenantId tenant, @RequestBody JsonNode body) {
		Members members = Members.of(body).refuseOthers(MEMBERS).require("scope");
		Change<PolicyScope> scope = KnownScopes.sent(members);
		Change<Policy> policy = members.oneOf("policy", PolicyHeader.POLICIES);
		members.verify();
		PolicyScope known = this.scopes.get(tenant, Objects.requireNonNull(scope.applyTo(null)));
		return JobController.begun(this.finder.find(tenant, known, policy.applyTo(null)));
	}

}
