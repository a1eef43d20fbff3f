package io.onerow;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of the service. */
@Configuration(proxyBeanMethods = false)
class Time {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
