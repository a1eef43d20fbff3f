package io.onerow.api;

import io.onerow.job.Jobs;
import io.onerow.matching.Policy;
import io.onerow.policy.MatchPolicies;
import io.onerow.policy.MatchPolicy;
import io.onerow.policy.PolicyScope;
import io.onerow.policy.TooManyPolicies;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Stores policies, and has made what they need. */
@Component
public class PolicySettings {

	private final MatchPolicies policies;

	private final Jobs jobs;

	PolicySettings(MatchPolicies policies, Jobs jobs) {
		this.policies = policies;
		this.jobs = jobs;
	}

	/**
	 * Stores the policy of a scope; one that needs the index of evidence counts once all
	 * contacts are in it, which a job sees to.
	 * @param policy null takes away what was stored
	 * @throws TooManyPolicies if the tenant has too many already
	 */
	public void put(TenantId tenant, PolicyScope scope, @Nullable MatchPolicy policy) {
		this.policies.put(tenant, scope, policy);
		if (policy != null && policy.policy() == Policy.CORROBORATED && this.policies.waiting(tenant).isPresent()) {
			this.jobs.start(tenant, MatchPolicies.EVIDENCE, tenant.value(), 0);
		}
	}

}
