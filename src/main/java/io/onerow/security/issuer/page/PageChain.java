package io.onerow.security.issuer.page;

import io.onerow.security.Hardening;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.grant.Grants;
import io.onerow.security.session.Login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * The chain of the authorization endpoint, which is the framework's but for the login.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class PageChain {

	@Bean
	@Order(0)
	SecurityFilterChain authorizationChain(HttpSecurity http, OAuthClients clients, Grants grants, Login login,
			AuthorizationServerSettings settings) {
		AuthorizationErrors errors = new AuthorizationErrors();
		String path = settings.getAuthorizationEndpoint();
		return Hardening.harden(http)
			.securityMatcher(path)
			.oauth2AuthorizationServer((server) -> configure(server, clients, grants, errors))
			// the framework brings back for its chain what was disabled
			.csrf((all) -> all.requireCsrfProtectionMatcher((request) -> false))
			.addFilterAfter(csrf(path, errors), CsrfFilter.class)
			.addFilterBefore(new LoginFilter(login, clients, errors), AnonymousAuthenticationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors))
			.build();
	}

	private static void configure(OAuth2AuthorizationServerConfigurer server, OAuthClients clients, Grants grants,
			AuthorizationErrors errors) {
		server.authorizationEndpoint(
				(endpoint) -> endpoint.errorResponseHandler(errors).authorizationRequestConverters((converters) -> {
					converters.clear();
					converters.add(new AuthorizationRequests(clients));
				}).authenticationProviders((providers) -> {
					providers.removeIf((it) -> !(it instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider));
					providers.forEach((it) -> configure(it, grants));
				}));
	}

	private static void configure(AuthenticationProvider provider, Grants grants) {
		if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
			requests.setAuthorizationCodeGenerator(grants::code);
			requests.setAuthenticationValidator(new OAuth2AuthorizationCodeRequestAuthenticationValidator()
				.andThen(AuthorizationRequests::checkChallenge));
		}
	}

	/**
	 * The form carries what a cookie of the browser has. The framework's own filter
	 * exempts this path, because it expects a login on another one.
	 */
	private static CsrfFilter csrf(String path, AuthorizationErrors errors) {
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieName("onerow-form");
		tokens.setCookieCustomizer((cookie) -> cookie.path(path).httpOnly(true).sameSite("Lax"));
		CsrfFilter filter = new CsrfFilter(tokens);
		filter.setRequireCsrfProtectionMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path));
		filter.setAccessDeniedHandler(errors);
		// else it would pass for the framework's own, and be left out
		filter.setBeanName("formCsrf");
		return filter;
	}

}
