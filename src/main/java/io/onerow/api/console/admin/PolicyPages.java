package io.onerow.api.console.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.onerow.api.KnownScopes;
import io.onerow.api.PolicyHeader;
import io.onerow.api.PolicySettings;
import io.onerow.api.Unconditional;
import io.onerow.api.console.FormFault;
import io.onerow.api.console.Shown;
import io.onerow.matching.OnDoubt;
import io.onerow.matching.PhoneKey;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.PolicyScope;
import io.onerow.policy.Survivorship;
import io.onerow.security.rate.RateLimit;
import io.onerow.tenant.TenantId;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** By which policy records are matched, scope by scope; and the limits that count. */
@Controller
class PolicyPages {

	static final String PATH = AdminPageRoutes.BASE + "/policies";

	private static final List<String> SURVIVORSHIPS = Arrays.stream(Survivorship.values())
		.map(Survivorship::toString)
		.toList();

	private final MatchPolicies policies;

	private final PolicySettings settings;

	private final KnownScopes scopes;

	private final RateLimit limit;

	PolicyPages(MatchPolicies policies, PolicySettings settings, KnownScopes scopes, RateLimit limit) {
		this.policies = policies;
		this.settings = settings;
		this.scopes = scopes;
		this.limit = limit;
	}

	@GetMapping(PATH)
	String show(TenantId tenant, @RequestParam(defaultValue = "tenant") String scope, Model model) {
		PolicyScope known = this.scopes.ofPolicy(tenant, scope.strip());
		MatchPolicies.Told told = this.policies.get(tenant, known);
		model.addAttribute("scope", known.name()).addAttribute("from", told.from().name());
		model.addAttribute("policy", told.policy());
		model.addAttribute("policies", PolicyHeader.POLICIES.keySet());
		model.addAttribute("doubts", PolicyHeader.ON_DOUBT.keySet());
		model.addAttribute("survivorships", SURVIVORSHIPS).addAttribute("limit", this.limit);
		return "admin/policies";
	}

	/**
	 * An empty policy takes away what was stored. Of a box, a browser sends that it is
	 * checked and nothing else.
	 */
	@Unconditional
	@PostMapping(PATH)
	ResponseEntity<Void> put(TenantId tenant, @RequestParam String scope, @RequestParam String policy,
			@RequestParam(defaultValue = "refuse") String onDoubt, @RequestParam(defaultValue = "") String region,
			@RequestParam(defaultValue = "newest") String survivorship, @RequestParam Map<String, String> boxes) {
		PolicyScope known = this.scopes.ofPolicy(tenant, scope);
		String from = region.strip().toUpperCase(Locale.ROOT);
		Asked.check(from.isEmpty() || PhoneKey.isRegion(from), "region", "country");
		Asked.check(policy.isEmpty() || PolicyHeader.POLICIES.containsKey(policy), "policy", "known");
		OnDoubt doubt = PolicyHeader.ON_DOUBT.get(onDoubt);
		if (doubt == null || !SURVIVORSHIPS.contains(survivorship)) {
			throw FormFault.of("onDoubt", "known");
		}
		Policy chosen = PolicyHeader.POLICIES.get(policy);
		this.settings.put(tenant, known, (chosen != null)
				? new MatchPolicy(chosen, doubt, boxes.containsKey("requestMayChoose"), from.isEmpty() ? null : from,
						Survivorship.valueOf(survivorship.toUpperCase(Locale.ROOT)), boxes.containsKey("aliases"), true)
				: null);
		return Shown.next(PATH + "?scope=" + URLEncoder.encode(known.name(), StandardCharsets.UTF_8));
	}

}
