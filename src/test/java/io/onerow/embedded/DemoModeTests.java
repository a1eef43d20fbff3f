package io.onerow.embedded;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class DemoModeTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void embeddedDatabaseBringsDemoOnLoopback() {
		process(Map.of("spring.datasource.url", ""));
		assertThat(this.environment.getProperty("onerow.demo.enabled")).isEqualTo("true");
		assertThat(this.environment.getProperty("server.address")).isEqualTo("127.0.0.1");
		assertThat(this.environment.getProperty("management.server.address")).isNull();
	}

	@Test
	void portForManagementIsOnLoopbackToo() {
		process(Map.of("management.server.port", "9090"));
		assertThat(this.environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
	}

	@Test
	void operatorMayTurnDemoOffAndListenElsewhere() {
		process(Map.of("spring.datasource.url", "", "onerow.demo.enabled", "false", "server.address", "0.0.0.0"));
		assertThat(this.environment.getProperty("onerow.demo.enabled")).isEqualTo("false");
		assertThat(this.environment.getProperty("server.address")).isEqualTo("0.0.0.0");
	}

	@Test
	void configuredDatabaseNeverHasDemo() {
		process(Map.of("spring.datasource.url", "jdbc:postgresql://db/onerow", "onerow.demo.enabled", "true"));
		assertThat(this.environment.getProperty("onerow.demo.enabled")).isEqualTo("false");
		assertThat(this.environment.getProperty("server.address")).isNull();
	}

	private void process(Map<String, Object> configured) {
		this.environment.getPropertySources().addFirst(new MapPropertySource("configured", configured));
		new DemoMode().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
