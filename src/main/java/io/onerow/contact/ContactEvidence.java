package io.onerow.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.job.Job;
import io.onerow.job.JobWork;
import io.onerow.policy.MatchPolicies;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives all contacts of a tenant their rows in the index of evidence, and then has the
 * policy count that has asked for it. It begins once every instance of the service knows
 * of that policy, and so writes the rows of what it stores meanwhile.
 */
@Component
class ContactEvidence implements JobWork {

	private static final int AT_ONCE = 200;

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private static final Duration NAP = Duration.ofMillis(200);

	private final ContactRepository contacts;

	private final MatchPolicies policies;

	private final TransactionTemplate transaction;

	private final Duration settle;

	private final Clock clock;

	ContactEvidence(ContactRepository contacts, MatchPolicies policies, TransactionTemplate transaction,
			EvidenceProperties properties, Clock clock) {
		this.contacts = contacts;
		this.policies = policies;
		this.transaction = transaction;
		this.settle = properties.settle();
		this.clock = clock;
	}

	@Override
	public String kind() {
		return MatchPolicies.EVIDENCE;
	}

	@Override
	public Step step(Job job) {
		Optional<Instant> waiting = this.policies.waiting(job.tenant());
		if (waiting.isEmpty()) {
			return new Step(job.done(), null, job.result());
		}
		Place place = Place.of(job.place());
		if (place == null || place.begun.isBefore(waiting.get())) {
			return begin(job, waiting.get());
		}
		Map<Contact, UUID> probed = Objects
			.requireNonNull(this.transaction.execute((status) -> probe(job.tenant(), place)));
		if (probed.isEmpty()) {
			this.policies.complete(job.tenant(), place.begun);
			return new Step(job.done(), place.text(), job.result());
		}
		Map.Entry<Contact, UUID> last = Objects
			.requireNonNull(probed.entrySet().stream().reduce((one, other) -> other).orElse(null));
		return new Step(job.done() + probed.size(), new Place(place.begun, last.getValue(), last.getKey().id()).text(),
				job.result());
	}

	/** Or waits a moment for those who do not know of the policy yet. */
	private Step begin(Job job, Instant asked) {
		Instant now = this.clock.instant();
		if (now.isBefore(asked.plus(this.settle))) {
			nap();
			return new Step(0, Place.WAITS, job.result());
		}
		return new Step(0, new Place(now, BEFORE_ALL, BEFORE_ALL).text(), job.result());
	}

	private Map<Contact, UUID> probe(TenantId tenant, Place place) {
		Map<Contact, UUID> held = this.contacts.hold(tenant, place.directory, place.contact, AT_ONCE);
		if (!held.isEmpty()) {
			this.contacts.probe(tenant, held);
		}
		return held;
	}

	private static void nap() {
		try {
			Thread.sleep(NAP.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Where the work goes on.
	 *
	 * @param begun when it began with the first contact
	 */
	private record Place(Instant begun, UUID directory, UUID contact) {

		static final String WAITS = "waits";

		static @Nullable Place of(@Nullable String text) {
			if (text == null || text.equals(WAITS)) {
				return null;
			}
			String[] parts = text.split(" ", -1);
			return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
		}

		String text() {
			return this.begun + " " + this.directory + " " + this.contact;
		}

	}

}
