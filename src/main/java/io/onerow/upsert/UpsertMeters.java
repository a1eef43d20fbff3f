package io.onerow.upsert;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.onerow.matching.Receipt;

import org.springframework.stereotype.Component;

/**
 * Counts what upserts have come to, by the wire that they came on. What is only tried, or
 * was done before, is not counted.
 */
@Component
public class UpsertMeters {

	private static final String REFUSED = "refused";

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

	/** Makes an upsert, and counts what it came to. */
	public <R> Upserted<R> counted(Supplier<Upserted<R>> upsert) {
		try {
			Upserted<R> upserted = upsert.get();
			count(upserted.outcome(), upserted.receipt());
			return upserted;
		}
		catch (Ambiguous | Doubtful | Taken | NotFound | Incomplete | TooMuchContention ex) {
			countRefusal();
			throw ex;
		}
	}

	/** Counts an upsert. */
	public void count(Outcome outcome, Receipt receipt) {
		if (!WriteContext.current().isDryRun()) {
			ofWire().count(outcome, receipt.rule());
		}
	}

	/** Counts an upsert that was refused for what is stored, or for what it is. */
	public void countRefusal() {
		if (!WriteContext.current().isDryRun()) {
			ofWire().refused.increment();
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

		private final Map<Outcome, Map<Receipt.Rule, Counter>> upserts = new EnumMap<>(Outcome.class);

		private final Counter refused;

		private final DistributionSummary together;

		OfWire(String wire, MeterRegistry registry) {
			for (Outcome outcome : Outcome.values()) {
				Map<Receipt.Rule, Counter> byRule = new EnumMap<>(Receipt.Rule.class);
				for (Receipt.Rule rule : Receipt.Rule.values()) {
					byRule.put(rule, counter(wire, outcome.toString(), rule, registry));
				}
				this.upserts.put(outcome, byRule);
			}
			this.refused = counter(wire, REFUSED, Receipt.Rule.NONE, registry);
			this.together = DistributionSummary.builder("onerow.bulk.records")
				.description("Records of a request for any number of them")
				.tag("wire", wire)
				.serviceLevelObjectives(SIZES)
				.register(registry);
		}

		void count(Outcome outcome, Receipt.Rule rule) {
			Objects.requireNonNull(Objects.requireNonNull(this.upserts.get(outcome)).get(rule)).increment();
		}

		private static Counter counter(String wire, String outcome, Receipt.Rule rule, MeterRegistry registry) {
			return Counter.builder("onerow.upserts")
				.description("Upserts by what they did, and by the rule that found the record")
				.tags("wire", wire, "outcome", outcome, "rule", rule.toString())
				.register(registry);
		}

	}

}
