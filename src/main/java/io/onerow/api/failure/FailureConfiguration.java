package io.onerow.api.failure;

import java.time.Clock;

import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What sees failures that no controller and no advice does. */
@Configuration(proxyBeanMethods = false)
class FailureConfiguration {

	@Bean
	FilterRegistrationBean<RequestIdFilter> requestIds() {
		FilterRegistrationBean<RequestIdFilter> filter = new FilterRegistrationBean<>(new RequestIdFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return filter;
	}

	@Bean
	BrokenAnswers brokenAnswers() {
		return new BrokenAnswers();
	}

	/** Outside of all that could log what it throws. */
	@Bean
	FilterRegistrationBean<BrokenAnswers> brokenAnswersFilter(BrokenAnswers answers) {
		FilterRegistrationBean<BrokenAnswers> filter = new FilterRegistrationBean<>(answers);
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	/** Errors before any filter are answered like others, and are counted. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> quietTomcat(Clock clock,
			ObjectProvider<ErrorFormats> formats, ObjectProvider<JsonMapper> json) {
		return (factory) -> {
			factory.addEngineValves(new MalformedRequests(clock));
			factory.addContextCustomizers((context) -> {
				((StandardHost) context.getParent()).setErrorReportValveClass("");
				context.getParent().getPipeline().addValve(new ContainerErrors(formats, json));
			});
		};
	}

}
