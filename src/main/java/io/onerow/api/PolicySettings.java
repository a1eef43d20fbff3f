package io.onerow.api;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.job.Jobs;
import io.onerow.matching.OnDoubt;
import io.onerow.policy.EvidenceIndex;
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
	 * Stores the policy of a scope; one that needs an index of evidence counts once all
	 * records are in it, which a job sees to.
	 * @param policy null takes away what was stored
	 * @throws InvalidParameter if it has what is not for customers, and the scope is
	 * theirs
	 * @throws TooManyPolicies if the tenant has too many already
	 */
	public void put(TenantId tenant, PolicyScope scope, @Nullable MatchPolicy policy) {
		if (policy != null && scope.equals(PolicyScope.CUSTOMERS)) {
			checkOfCustomers(policy);
		}
		this.policies.put(tenant, scope, policy);
		EvidenceIndex index = EvidenceIndex.of(scope);
		if (policy != null && index.isNeededBy(policy.policy()) && this.policies.waiting(tenant, index).isPresent()) {
			this.jobs.start(tenant, index.job(), tenant.value(), 0);
		}
	}

	private static void checkOfCustomers(MatchPolicy policy) {
		if (policy.onDoubt() == OnDoubt.REVIEW) {
			throw new InvalidParameter("onDoubt", "must be refuse or create for customers, which are not reviewed");
		}
		if (!policy.isSeed() && !policy.aliases()) {
			throw new InvalidParameter("aliases", "must be true for customers, whose keys stay theirs");
		}
	}

}
