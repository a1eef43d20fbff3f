package io.onerow.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.onerow.security.Dialects;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/** Where requests are counted and, with the profile {@code tracing}, traced. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestMeters(MeterRegistry registry,
			Dialects dialects) {
		return (factory) -> factory.addEngineValves(new RequestMeters(registry, dialects));
	}

	@Bean
	ServerRequestObservationConvention requestSpans() {
		return new RequestSpans();
	}

}
