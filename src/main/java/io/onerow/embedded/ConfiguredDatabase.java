package io.onerow.embedded;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Whether the operator named a database. Blank is none, as compose files leave it. */
final class ConfiguredDatabase {

	private ConfiguredDatabase() {
	}

	static boolean isIn(Environment environment) {
		return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
	}

}
