package io.onerow.security;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Ticker;
import io.onerow.security.rate.RateLimitSecurity;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Puts the chains in order: the token endpoint (elsewhere), the health endpoint, one
 * chain for each dialect, and a last one that knows nothing.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

	private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

	@Bean
	BearerTokens bearerTokens(JwtDecoder decoder, SecurityProperties properties, Clock clock) {
		return new BearerTokens(decoder, properties.tenantClaim(), clock, Ticker.systemTicker());
	}

	/**
	 * Metrics, and what the service is made of, are for who reaches a port of their own,
	 * and on that of the service there are none.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain actuatorChain(HttpSecurity http, Environment environment) {
		unknown(Hardening.harden(http).securityMatcher("/actuator/**"));
		boolean ownPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		http.authorizeHttpRequests((requests) -> {
			requests.requestMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**").permitAll();
			if (ownPort) {
				requests
					.requestMatchers(HttpMethod.GET, "/actuator/prometheus", "/actuator/sbom",
							"/actuator/sbom/application")
					.permitAll();
			}
			requests.anyRequest().denyAll();
		});
		return http.build();
	}

	// as a customizer, because its chains follow those that are beans, in its order
	@Bean
	WebSecurityCustomizer dialectChains(Dialects dialects, ObjectProvider<HttpSecurity> chains, BearerTokens tokens,
			RateLimitSecurity rates) {
		return (web) -> {
			for (DialectSecurity dialect : dialects.all()) {
				web.addSecurityFilterChainBuilder(() -> dialectChain(dialect, chains.getObject(), tokens, rates));
			}
			web.addSecurityFilterChainBuilder(() -> lastChain(chains.getObject()));
		};
	}

	private static SecurityFilterChain dialectChain(DialectSecurity dialect, HttpSecurity http, BearerTokens tokens,
			RateLimitSecurity rates) {
		DialectRefusals refusals = new DialectRefusals(dialect.bearer());
		Hardening.harden(http)
			.securityMatcher(dialect.paths().toArray(String[]::new))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		if (dialect.bearer()) {
			// not as a bean: a lone AuthenticationManager would serve every chain
			AuthenticationManager bearer = (sent) -> tokens
				.authenticate(((BearerTokenAuthenticationToken) sent).getToken());
			BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
			converter.setBearerTokenResolver(new BearerHeader());
			BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(bearer, converter);
			filter.setAuthenticationEntryPoint(refusals);
			filter.setAuthenticationFailureHandler(refusals);
			http.addFilter(filter);
		}
		dialect.credentials().customize(http);
		rates.addTo(http);
		http.authorizeHttpRequests((requests) -> {
			dialect.routes()
				.forEach((route) -> requests.requestMatchers(matcher(route)).access(new RouteRule(route.access())));
			requests.anyRequest().authenticated();
		});
		return http.build();
	}

	private static RequestMatcher matcher(RouteScope route) {
		RequestMatcher declared = PATHS.matcher(route.method(), route.pattern());
		return HttpMethod.GET.equals(route.method())
				? new OrRequestMatcher(declared, PATHS.matcher(HttpMethod.HEAD, route.pattern())) : declared;
	}

	private static SecurityFilterChain lastChain(HttpSecurity http) {
		unknown(Hardening.harden(http));
		// the container's own dispatch to the error page; a client cannot ask for it
		http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest().denyAll());
		return http.build();
	}

	// 404 with or without a credential: what is not there and what is hidden look alike
	private static void unknown(HttpSecurity http) {
		http.exceptionHandling((handling) -> handling
			.authenticationEntryPoint((request, response, ex) -> response.sendError(HttpServletResponse.SC_NOT_FOUND))
			.accessDeniedHandler((request, response, ex) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)));
	}

}
