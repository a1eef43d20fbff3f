package io.onerow.api.failure;

import java.time.Clock;

import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.JsonErrorReportValve;

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

	/** Errors before any filter say their status only, and are counted. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> quietTomcat(Clock clock) {
		return (factory) -> {
			factory.addEngineValves(new MalformedRequests(clock));
			factory.addContextCustomizers((context) -> {
				JsonErrorReportValve valve = new JsonErrorReportValve();
				valve.setShowReport(false);
				valve.setShowServerInfo(false);
				((StandardHost) context.getParent()).setErrorReportValveClass("");
				context.getParent().getPipeline().addValve(valve);
			});
		};
	}

}
