package io.onerow.embedded;

import io.micrometer.core.instrument.MeterRegistry;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class EmbeddedMeterIntegrationTests {

	@Autowired
	private MeterRegistry registry;

	@Test
	void databaseThatIsConfiguredIsNotTheEmbeddedOne() {
		assertThat(this.registry.get("onerow.database.embedded").gauge().value()).isZero();
	}

}
