package io.onerow.upsert;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.onerow.matching.Policy;
import io.onerow.matching.Receipt;

import org.springframework.stereotype.Component;

/**
 * Counts what upserts have come to, by the wire that they came on and the policy that
 * they were under. What is only tried, or was done before, is not counted.
 */
@Component
public class UpsertMeters {

	private static final String REFUSED = "refused";

	private static final String GIVEN_UP = "given-up";

	private static final double[] SIZES = { 1, 10, 100, 1_000, 10_000 };

	private final MeterRegistry registry;

	/** There are as many as dialects. */
	private final Map<String, OfWire> wires = new ConcurrentHashMap<>();

	private final Timer waits;

	UpsertMeters(MeterRegistry registry) {
		this.registry = registry;
		this.waits = Timer.builder("onerow.upsert.lock.wait")
			.description("How long an upsert has waited for its turn to take locks, if it had to")
			.register(registry);
	}

	/** Makes an upsert under a policy, and counts what it came to. */
	public <R> Upserted<R> counted(Policy policy, Supplier<Upserted<R>> upsert) {
		try {
			Upserted<R> upserted = upsert.get();
			count(upserted.outcome(), upserted.receipt());
			return upserted;
		}
		catch (TooMuchContention ex) {
			countGivenUp(policy);
			throw ex;
		}
		catch (Ambiguous | Doubtful | Taken | NotFound | Incomplete ex) {
			countRefusal(policy);
			throw ex;
		}
	}

	/** Counts an upsert. */
	public void count(Outcome outcome, Receipt receipt) {
		if (!WriteContext.current().isDryRun()) {
			ofWire().under(receipt.policy()).count(outcome, receipt.rule());
		}
	}

	/** Counts an upsert that was refused for what is stored, or for what it is. */
	public void countRefusal(Policy policy) {
		if (!WriteContext.current().isDryRun()) {
			ofWire().under(policy).refused.increment();
		}
	}

	/**
	 * Counts an upsert that others came between until its tries or its time were over.
	 */
	public void countGivenUp(Policy policy) {
		if (!WriteContext.current().isDryRun()) {
			ofWire().under(policy).givenUp.increment();
		}
	}

	/** Counts the records of a request for any number. */
	public void countTogether(int records) {
		if (!WriteContext.current().isDryRun()) {
			ofWire().together.record(records);
		}
	}

	/** How long upserts have waited for others. */
	Timer waits() {
		return this.waits;
	}

	private OfWire ofWire() {
		return this.wires.computeIfAbsent(WriteContext.current().wire(), (wire) -> new OfWire(wire, this.registry));
	}

	private static final class OfWire {

		private final String wire;

		private final MeterRegistry registry;

		private final OfPolicy seed;

		/** Those that somebody has set. */
		private final Map<Policy, OfPolicy> others = new ConcurrentHashMap<>();

		private final DistributionSummary together;

		OfWire(String wire, MeterRegistry registry) {
			this.wire = wire;
			this.registry = registry;
			this.seed = new OfPolicy(wire, Policy.SEED, registry);
			this.together = DistributionSummary.builder("onerow.bulk.records")
				.description("Records of a request for any number of them")
				.tag("wire", wire)
				.serviceLevelObjectives(SIZES)
				.register(registry);
		}

		OfPolicy under(Policy policy) {
			return (policy == Policy.SEED) ? this.seed
					: this.others.computeIfAbsent(policy, (other) -> new OfPolicy(this.wire, other, this.registry));
		}

	}

	private static final class OfPolicy {

		private final Map<Outcome, Map<Receipt.Rule, Counter>> upserts = new EnumMap<>(Outcome.class);

		private final Counter refused;

		private final Counter givenUp;

		OfPolicy(String wire, Policy policy, MeterRegistry registry) {
			Tags tags = Tags.of("wire", wire, "policy", policy.toString());
			for (Outcome outcome : Outcome.values()) {
				Map<Receipt.Rule, Counter> byRule = new EnumMap<>(Receipt.Rule.class);
				for (Receipt.Rule rule : Receipt.Rule.values()) {
					byRule.put(rule, counter(tags, outcome.toString(), rule, registry));
				}
				this.upserts.put(outcome, byRule);
			}
			this.refused = counter(tags, REFUSED, Receipt.Rule.NONE, registry);
			this.givenUp = counter(tags, GIVEN_UP, Receipt.Rule.NONE, registry);
		}

		void count(Outcome outcome, Receipt.Rule rule) {
			Objects.requireNonNull(Objects.requireNonNull(this.upserts.get(outcome)).get(rule)).increment();
		}

		private static Counter counter(Tags tags, String outcome, Receipt.Rule rule, MeterRegistry registry) {
			return Counter.builder("onerow.upserts")
				.description("Upserts by what they did, the rule that found the record, and the policy")
				.tags(tags)
				.tags("outcome", outcome, "rule", rule.toString())
				.register(registry);
		}

	}

}
