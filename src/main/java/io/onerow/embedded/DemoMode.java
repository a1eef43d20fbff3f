package io.onerow.embedded;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * With an embedded database the service listens on loopback and has demo credentials,
 * unless told otherwise. With a configured one it never has any.
 */
class DemoMode implements EnvironmentPostProcessor {

	private static final String SOURCE = "demoMode";

	private static final String LOOPBACK = "127.0.0.1";

	private static final String DEMO = "onerow.demo.enabled";

	/** As {@code io.onerow.setup} creates it. */
	private static final String TENANT = "demo";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (ConfiguredDatabase.isIn(environment)) {
			environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, Map.of(DEMO, false)));
		}
		else {
			environment.getPropertySources().addLast(new MapPropertySource(SOURCE, demo(environment)));
		}
	}

	private static Map<String, Object> demo(ConfigurableEnvironment environment) {
		Map<String, Object> demo = new HashMap<>(
				Map.of(DEMO, true, "onerow.demo.tenant", TENANT, "server.address", LOOPBACK));
		// an address of its own is refused without a port of its own
		if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
			demo.put("management.server.address", LOOPBACK);
		}
		return demo;
	}

}
