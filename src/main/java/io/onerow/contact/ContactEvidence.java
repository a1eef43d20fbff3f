package io.onerow.contact;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.policy.EvidenceIndex;
import io.onerow.policy.EvidenceSteps;
import io.onerow.policy.EvidenceSteps.Filled;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives all contacts of a tenant their rows in the index of evidence. */
@Component
class ContactEvidence implements JobWork {

	private static final int AT_ONCE = 200;

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final ContactRepository contacts;

	private final EvidenceSteps steps;

	private final TransactionTemplate transaction;

	ContactEvidence(ContactRepository contacts, EvidenceSteps steps, TransactionTemplate transaction) {
		this.contacts = contacts;
		this.steps = steps;
		this.transaction = transaction;
	}

	@Override
	public String kind() {
		return EvidenceIndex.CONTACTS.job();
	}

	@Override
	public Step step(Job job) {
		return this.steps.next(job, EvidenceIndex.CONTACTS, this::fill);
	}

	/** The place is that of a contact: its directory, and its id. */
	private Optional<Filled> fill(TenantId tenant, @Nullable String after) {
		String[] place = (after != null) ? after.split(" ", -1) : new String[] {};
		UUID directory = (after != null) ? UUID.fromString(place[0]) : BEFORE_ALL;
		UUID contact = (after != null) ? UUID.fromString(place[1]) : BEFORE_ALL;
		return Objects.requireNonNull(this.transaction.execute((status) -> fill(tenant, directory, contact)));
	}

	private Optional<Filled> fill(TenantId tenant, UUID directory, UUID contact) {
		Map<Contact, UUID> held = this.contacts.hold(tenant, directory, contact, AT_ONCE);
		if (!held.isEmpty()) {
			this.contacts.probe(tenant, held);
		}
		return held.entrySet()
			.stream()
			.reduce((one, other) -> other)
			.map((last) -> new Filled(held.size(), last.getValue() + " " + last.getKey().id()));
	}

}
