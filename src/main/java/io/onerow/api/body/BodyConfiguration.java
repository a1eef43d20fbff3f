package io.onerow.api.body;

import java.util.List;

import io.onerow.api.share.Limits;
import io.onerow.api.share.Rooms;
import io.onerow.api.share.Turns;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.xml.Jaxb2RootElementHttpMessageConverter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.json.JsonMapper;

/** What stands between a client that sends and the controllers. */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration {

	/** Behind Spring Security: a stranger learns nothing, and gets its headers too. */
	@Bean
	FilterRegistrationBean<RequestBodyFilter> requestBodies(Limits limits, ObjectProvider<BodyLimit> paths, Rooms rooms,
			Turns turns, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		BodyLimits bodies = new BodyLimits(paths.orderedStream().toList(), limits.body());
		FilterRegistrationBean<RequestBodyFilter> filter = new FilterRegistrationBean<>(
				new RequestBodyFilter(bodies, RequestBodyFilter.ALSO_TEXT, limits, rooms, turns, resolver));
		filter.setName("requestBodies");
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
		return filter;
	}

	/**
	 * Before Spring Security, which itself reads the forms that ask for a token, and
	 * whether one is of the console.
	 */
	@Bean
	FilterRegistrationBean<RequestBodyFilter> tokenRequestBodies(Limits limits, ObjectProvider<BodyLimit> paths,
			Rooms rooms, Turns turns, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		List<BodyLimit> uploads = paths.orderedStream().filter((path) -> path.form() == BodyLimit.Form.UPLOAD).toList();
		FilterRegistrationBean<RequestBodyFilter> filter = new FilterRegistrationBean<>(
				new RequestBodyFilter(new BodyLimits(uploads, limits.strangerBody()), RequestBodyFilter.FORMS_AND_JSON,
						limits, rooms, turns, resolver));
		filter.setName("tokenRequestBodies");
		filter.addUrlPatterns(BodyLimit.TOKENS + "*", BodyLimit.BULK_TOKENS, BodyLimit.CONSOLE + "*");
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 10);
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

	/** 100-continue waits for a reader; who is answered early may go on sending. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> bodiesOfTomcat(Turns turns) {
		return (factory) -> {
			factory.addContextCustomizers(
					(context) -> context.getParent().getParent().getPipeline().addValve(new ConnectionValve(turns)));
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					http.setContinueResponseTiming("onRead");
				}
			});
		};
	}

}
