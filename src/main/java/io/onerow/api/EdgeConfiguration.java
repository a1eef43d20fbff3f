package io.onerow.api;

import java.time.Clock;
import java.util.List;

import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.JsonErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.json.JsonMapper;

/** What stands between the socket and the controllers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Limits.class)
class EdgeConfiguration {

	@Bean
	FilterRegistrationBean<RequestIdFilter> requestIds() {
		FilterRegistrationBean<RequestIdFilter> filter = new FilterRegistrationBean<>(new RequestIdFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return filter;
	}

	@Bean
	Rooms bodyRooms(Limits limits) {
		return new Rooms(limits);
	}

	@Bean
	Turns turns(Limits limits) {
		return new Turns(limits);
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

	/** Behind Spring Security: a stranger learns nothing, and gets its headers too. */
	@Bean
	FilterRegistrationBean<RequestBodyFilter> requestBodies(Limits limits, ObjectProvider<BodyLimit> paths, Rooms rooms,
			Turns turns, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		BodyLimits bodies = new BodyLimits(paths.orderedStream().toList(), limits.body());
		FilterRegistrationBean<RequestBodyFilter> filter = new FilterRegistrationBean<>(
				new RequestBodyFilter(bodies, limits, rooms, turns, resolver));
		filter.setName("requestBodies");
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
		return filter;
	}

	/** Before Spring Security, which itself reads the forms that ask for a token. */
	@Bean
	FilterRegistrationBean<RequestBodyFilter> tokenRequestBodies(Limits limits, Rooms rooms, Turns turns,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		FilterRegistrationBean<RequestBodyFilter> filter = new FilterRegistrationBean<>(new RequestBodyFilter(
				new BodyLimits(List.of(), limits.strangerBody()), limits, rooms, turns, resolver));
		filter.setName("tokenRequestBodies");
		filter.addUrlPatterns(OAuthErrors.PATHS + "*");
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 10);
		return filter;
	}

	@Bean
	FilterRegistrationBean<AnswerFilter> answers(Limits limits,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		FilterRegistrationBean<AnswerFilter> filter = new FilterRegistrationBean<>(new AnswerFilter(limits, resolver));
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 5);
		return filter;
	}

	/** So that no body becomes a tree that is larger than what was reserved for it. */
	@Bean
	JsonFactoryBuilderCustomizer jsonLimits(Limits limits) {
		return (factory) -> factory.streamReadConstraints(StreamReadConstraints.builder()
			.maxTokenCount(limits.bodyTokens())
			.maxStringLength((int) limits.bodyString().toBytes())
			.build());
	}

	/**
	 * In the place of the framework's own, behind the ones for text and bytes; XML is
	 * there only because Hibernate needs it.
	 */
	@Bean
	ServerHttpMessageConvertersCustomizer jsonBodies(JsonMapper mapper, Turns turns) {
		return (converters) -> converters.withJsonConverter(new JsonBodies(mapper, turns))
			.configureMessageConvertersList(
					(all) -> all.removeIf((converter) -> converter instanceof Jaxb2RootElementHttpMessageConverter));
	}

	/**
	 * Errors before any filter say their status only, and are counted; 100-continue waits
	 * for a reader.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> quietTomcat(Clock clock, Limits limits,
			Turns turns) {
		return (factory) -> {
			factory.addEngineValves(new MalformedRequests(clock));
			factory.addContextCustomizers((context) -> {
				JsonErrorReportValve valve = new JsonErrorReportValve();
				valve.setShowReport(false);
				valve.setShowServerInfo(false);
				((StandardHost) context.getParent()).setErrorReportValveClass("");
				context.getParent().getPipeline().addValve(valve);
				context.getParent().getParent().getPipeline().addValve(new ConnectionValve(turns));
			});
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					http.setContinueResponseTiming("onRead");
					http.setProperty("socket.txBufSize", Long.toString(limits.answerAhead().toBytes()));
				}
			});
		};
	}

}
