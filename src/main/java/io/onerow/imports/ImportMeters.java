package io.onerow.imports;

import java.util.List;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Counts the rows of imports by their kind and by what they have come to. */
@Component
class ImportMeters implements MeterBinder {

	private final ObjectProvider<ImportKind> kinds;

	private final MeterRegistry registry;

	ImportMeters(ObjectProvider<ImportKind> kinds, MeterRegistry registry) {
		this.kinds = kinds;
		this.registry = registry;
	}

	/** All that there can be, at nothing. */
	@Override
	public void bindTo(MeterRegistry registry) {
		this.kinds.forEach((kind) -> Report.OUTCOMES.forEach((outcome) -> counter(kind.id(), outcome)));
	}

	/** Counts rows that were written, or not taken. */
	void count(Import one, List<RowResult> rows) {
		rows.stream()
			.collect(Collectors.groupingBy(RowResult::word, Collectors.counting()))
			.forEach((outcome, times) -> counter(one.kind(), outcome).increment(times));
	}

	private Counter counter(String kind, String outcome) {
		return Counter.builder("onerow.import.rows")
			.description("Rows of imports by what they have come to")
			.tags("kind", kind, "outcome", outcome)
			.register(this.registry);
	}

}
