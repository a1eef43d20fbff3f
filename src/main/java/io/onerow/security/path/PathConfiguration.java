package io.onerow.security.path;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What a path passes before anybody asks where it leads. */
@Configuration(proxyBeanMethods = false)
class PathConfiguration {

	private static final String UNENCODED = "\"<>[\\]^`{|}";

	private static final String AS_SENT = EncodedSolidusHandling.PASS_THROUGH.getValue();

	/**
	 * As strict as the framework's own, but for what a key may hold: encoded, any
	 * character but NUL is one of its segment. What else it would refuse for that,
	 * {@link PathFilter} has.
	 */
	@Bean
	StrictHttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowUrlEncodedSlash(true);
		firewall.setAllowUrlEncodedDoubleSlash(true);
		firewall.setAllowBackSlash(true);
		firewall.setAllowSemicolon(true);
		firewall.setAllowUrlEncodedPercent(true);
		firewall.setAllowUrlEncodedPeriod(true);
		firewall.setAllowUrlEncodedLineFeed(true);
		firewall.setAllowUrlEncodedCarriageReturn(true);
		firewall.setAllowUrlEncodedLineSeparator(true);
		firewall.setAllowUrlEncodedParagraphSeparator(true);
		// the framework's pattern for it takes longer than the record that is written;
		// the
		// container decodes a header as Latin-1, all of which is assigned
		firewall.setAllowedHeaderValues(PathConfiguration::hasNoControls);
		return firewall;
	}

	/** A loop, as a stream takes ten times as long for a token. */
	private static boolean hasNoControls(String value) {
		for (int i = 0; i < value.length(); i++) {
			char unit = value.charAt(i);
			if (Character.isISOControl(unit) && unit != '\t') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Before all that takes a path apart, and where an answer may look at the request.
	 */
	@Bean
	FilterRegistrationBean<PathFilter> paths(RejectedRequests rejected) {
		FilterRegistrationBean<PathFilter> filter = new FilterRegistrationBean<>(new PathFilter(rejected));
		filter.setName("paths");
		filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 2);
		return filter;
	}

	/**
	 * The container leaves encoded slashes in their segment, also when a request goes on
	 * once its body has come; and what clients forget to encode and can mean one thing
	 * only is as good as encoded.
	 */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> pathsOfTomcat() {
		return (factory) -> {
			factory.addContextCustomizers((context) -> {
				context.setEncodedSolidusHandling(AS_SENT);
				context.setEncodedReverseSolidusHandling(AS_SENT);
			});
			factory.addConnectorCustomizers((connector) -> {
				connector.setEncodedSolidusHandling(AS_SENT);
				connector.setEncodedReverseSolidusHandling(AS_SENT);
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					http.setRelaxedPathChars(UNENCODED);
					http.setRelaxedQueryChars(UNENCODED);
				}
			});
		};
	}

}
