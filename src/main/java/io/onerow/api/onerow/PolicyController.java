package io.onerow.api.onerow;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.KnownScopes;
import io.onerow.api.PolicyHeader;
import io.onerow.api.PolicySettings;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.PhoneKey;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.PolicyScope;
import io.onerow.policy.Survivorship;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How much it takes for an upsert to be of a record that is there, scope by scope. */
@RestController
class PolicyController {

	static final String PATH = "/api/onerow/v1/policies/{scope}";

	private static final Set<String> MEMBERS = Set.of("policy", "onDoubt", "requestMayChoose", "region", "survivorship",
			"aliases");

	private static final Map<String, Survivorship> SURVIVORSHIP = Map.of("newest", Survivorship.NEWEST, "survivor",
			Survivorship.SURVIVOR);

	private static final int REGION_MAX = 2;

	private final MatchPolicies policies;

	private final KnownScopes scopes;

	private final PolicySettings settings;

	PolicyController(MatchPolicies policies, KnownScopes scopes, PolicySettings settings) {
		this.policies = policies;
		this.scopes = scopes;
		this.settings = settings;
	}

	@GetMapping(PATH)
	Answer get(TenantId tenant, @PathVariable("scope") String name) {
		PolicyScope scope = this.scopes.ofPolicy(tenant, name);
		return Answer.of(scope, this.policies.get(tenant, scope));
	}

	/** Takes the place of what was stored for the scope; null takes that away. */
	@Unconditional
	@PutMapping(PATH)
	Answer put(TenantId tenant, @PathVariable("scope") String name, @RequestBody JsonNode body) {
		PolicyScope scope = this.scopes.ofPolicy(tenant, name);
		Members members = Members.of(body).refuseOthers(MEMBERS);
		Change<Policy> policy = members.oneOf("policy", PolicyHeader.POLICIES);
		OnDoubt onDoubt = members.oneOf("onDoubt", PolicyHeader.ON_DOUBT).applyTo(OnDoubt.REFUSE);
		Boolean mayChoose = members.flag("requestMayChoose").applyTo(false);
		String region = members.parsed("region", REGION_MAX, PolicyController::region).applyTo(null);
		Survivorship survivorship = members.oneOf("survivorship", SURVIVORSHIP).applyTo(Survivorship.NEWEST);
		Change<Boolean> aliases = members.flag("aliases");
		if (members.sent("policy") == null) {
			members.fault("policy", "is required");
		}
		members.verify();
		this.settings.put(tenant, scope, policy.map((chosen) -> new MatchPolicy(chosen,
				(onDoubt != null) ? onDoubt : OnDoubt.REFUSE, Boolean.TRUE.equals(mayChoose), region,
				(survivorship != null) ? survivorship : Survivorship.NEWEST, keepsAliases(chosen, aliases), true))
			.applyTo(null));
		return Answer.of(scope, this.policies.get(tenant, scope));
	}

	private static boolean keepsAliases(Policy policy, Change<Boolean> sent) {
		return (sent instanceof Change.Set<Boolean> set) ? set.value() : MatchPolicy.keepsUnlessTold(policy);
	}

	private static String region(String text) throws Unfit {
		String region = text.toUpperCase(Locale.ROOT);
		if (!PhoneKey.isRegion(region)) {
			throw new Unfit("must be an ISO 3166-1 alpha-2 country code");
		}
		return region;
	}

	/**
	 * What counts in a scope.
	 *
	 * @param from the scope that it is stored for
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Answer(String scope, String from, String policy, String onDoubt, boolean requestMayChoose,
			@Nullable String region, String survivorship, boolean aliases, boolean complete) {

		static Answer of(PolicyScope scope, MatchPolicies.Told told) {
			MatchPolicy policy = told.policy();
			return new Answer(scope.name(), told.from().name(), policy.policy().toString(), policy.onDoubt().toString(),
					policy.requestMayChoose(), policy.region(), policy.survivorship().toString(), policy.aliases(),
					policy.complete());
		}

	}

}
