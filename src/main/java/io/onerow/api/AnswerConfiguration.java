package io.onerow.api;

import io.onerow.api.share.Limits;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What stands between the controllers and a client that reads. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration {

	@Bean
	FilterRegistrationBean<AnswerFilter> answers(Limits limits,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		FilterRegistrationBean<AnswerFilter> filter = new FilterRegistrationBean<>(new AnswerFilter(limits, resolver));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 5);
		return filter;
	}

	/** The system takes no more of an answer ahead of the client than that. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> answersAhead(Limits limits) {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
				http.setProperty("socket.txBufSize", Long.toString(limits.answerAhead().toBytes()));
			}
		});
	}

}
