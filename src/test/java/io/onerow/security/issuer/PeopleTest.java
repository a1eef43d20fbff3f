package io.onerow.security.issuer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.onerow.IntegrationTest;
import io.onerow.SettableClock;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The service with registration, and a clock that is moved on and never back. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@Import(PeopleTest.Fixtures.class)
@TestPropertySource(properties = { "onerow.security.registration=true", "onerow.limits.security.registrations=100/1ms",
		"onerow.limits.security.pause=1ms" })
@interface PeopleTest {

	@TestConfiguration(proxyBeanMethods = false)
	class Fixtures {

		@Bean
		@Primary
		SettableClock settableClock() {
			return new SettableClock();
		}

	}

}
