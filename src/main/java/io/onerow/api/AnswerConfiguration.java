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
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands between the controllers and a client that reads. */
@Configuration(proxyBeanMethods = false)
class AnswerConfiguration implements WebMvcConfigurer {

	/**
	 * The answer is JSON, whatever Accept says: one that is refused after its request has
	 * been carried out would be a lie. What a route says that it answers goes before.
	 */
	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer answers) {
		answers.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
	}

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
