package io.onerow.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

import io.onerow.job.Job;
import io.onerow.job.JobWork.Step;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The steps of a job that gives all records of a tenant their rows in an index of
 * evidence, and then has the policy count that has asked for it. It begins once every
 * instance of the service knows of that policy, and so writes the rows of what it stores
 * meanwhile.
 */
@Component
public class EvidenceSteps {

	private static final Duration NAP = Duration.ofMillis(200);

	private final MatchPolicies policies;

	private final Duration settle;

	private final Clock clock;

	EvidenceSteps(MatchPolicies policies, EvidenceProperties properties, Clock clock) {
		this.policies = policies;
		this.settle = properties.settle();
		this.clock = clock;
	}

	/**
	 * The next step.
	 * @param fill gives the next records their rows, after those that it has answered
	 * before, or null at the beginning; empty if there was none
	 */
	public Step next(Job job, EvidenceIndex index, BiFunction<TenantId, @Nullable String, Optional<Filled>> fill) {
		Optional<Instant> waiting = this.policies.waiting(job.tenant(), index);
		if (waiting.isEmpty()) {
			return new Step(job.done(), null, job.result());
		}
		Place place = Place.of(job.place());
		if (place == null || place.begun.isBefore(waiting.get())) {
			return begin(job, waiting.get());
		}
		Optional<Filled> filled = fill.apply(job.tenant(), place.after);
		if (filled.isEmpty()) {
			this.policies.complete(job.tenant(), index, place.begun);
			return new Step(job.done(), place.text(), job.result());
		}
		return new Step(job.done() + filled.get().records(), new Place(place.begun, filled.get().last()).text(),
				job.result());
	}

	/** Or waits a moment for those who do not know of the policy yet. */
	private Step begin(Job job, Instant asked) {
		Instant now = this.clock.instant();
		if (now.isBefore(asked.plus(this.settle))) {
			nap();
			return new Step(0, Place.WAITS, job.result());
		}
		return new Step(0, new Place(now, null).text(), job.result());
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
	 * Which records have got their rows.
	 *
	 * @param records how many
	 * @param last which was the last of them
	 */
	public record Filled(int records, String last) {
	}

	/**
	 * Where the work goes on.
	 *
	 * @param begun when it began with the first record
	 */
	private record Place(Instant begun, @Nullable String after) {

		static final String WAITS = "waits";

		static @Nullable Place of(@Nullable String text) {
			if (text == null || text.equals(WAITS)) {
				return null;
			}
			int end = text.indexOf(' ');
			return (end < 0) ? new Place(Instant.parse(text), null)
					: new Place(Instant.parse(text.substring(0, end)), text.substring(end + 1));
		}

		String text() {
			return (this.after != null) ? this.begun + " " + this.after : this.begun.toString();
		}

	}

}
