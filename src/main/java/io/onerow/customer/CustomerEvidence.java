package io.onerow.customer;

import java.util.List;
import java.util.Optional;

import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.EvidenceSteps;
import io.onerow.policy.EvidenceSteps.Filled;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Gives all customers of a tenant their rows in the index of evidence. One that is
 * written meanwhile gets them by that.
 */
@Component
class CustomerEvidence implements JobWork {

	private static final int AT_ONCE = 100;

	private final CustomerRepository customers;

	private final EvidenceSteps steps;

	CustomerEvidence(CustomerRepository customers, EvidenceSteps steps) {
		this.customers = customers;
		this.steps = steps;
	}

	@Override
	public String kind() {
		return EvidenceIndex.CUSTOMERS.job();
	}

	@Override
	public Step step(Job job) {
		return this.steps.next(job, EvidenceIndex.CUSTOMERS, this::fill);
	}

	private Optional<Filled> fill(TenantId tenant, @Nullable String after) {
		List<Stored> page = this.customers.after(tenant, (after != null) ? Long.parseLong(after) : 0, AT_ONCE);
		if (page.isEmpty()) {
			return Optional.empty();
		}
		this.customers.probe(tenant, page);
		return Optional.of(new Filled(page.size(), Long.toString(page.get(page.size() - 1).customer().id())));
	}

}
