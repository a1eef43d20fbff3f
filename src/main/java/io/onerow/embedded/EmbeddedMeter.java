package io.onerow.embedded;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says whether the service runs on a PostgreSQL of its own. */
@Component
class EmbeddedMeter implements MeterBinder {

	private final int embedded;

	EmbeddedMeter(ObjectProvider<EmbeddedPostgres> postgres) {
		this.embedded = (postgres.getIfAvailable() != null) ? 1 : 0;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("onerow.database.embedded", this, (meter) -> meter.embedded)
			.description("1 if the database is the one that the service starts by itself, for demos and tests")
			.register(registry);
	}

}
