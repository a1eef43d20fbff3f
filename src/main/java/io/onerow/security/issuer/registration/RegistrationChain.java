package io.onerow.security.issuer.registration;

import java.util.Objects;

import io.onerow.security.Hardening;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.issuer.TokenErrors;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.grant.Grants;
import io.onerow.security.secrets.Newcomers;
import io.onerow.security.secrets.Secrets;
import io.onerow.security.secrets.TryLater;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientRegistrationEndpointFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.transaction.TransactionException;

/**
 * The chain of the registration endpoint. Its filter is the framework's, whose configurer
 * would bring a check of bearer tokens along.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
@ConditionalOnProperty(name = "onerow.security.registration", havingValue = "true")
class RegistrationChain {

	@Bean
	@Order(0)
	SecurityFilterChain clientRegistrationChain(HttpSecurity http, OAuthClients clients, Grants grants, Secrets secrets,
			Newcomers newcomers, AuthorizationServerSettings settings) {
		String path = settings.getClientRegistrationEndpoint();
		TokenErrors errors = new TokenErrors(path);
		OAuth2ClientRegistrationAuthenticationProvider provider = provider(clients, grants, secrets);
		OAuth2ClientRegistrationEndpointFilter filter = new OAuth2ClientRegistrationEndpointFilter(
				(sent) -> authenticate(provider, sent), path);
		filter.setAuthenticationConverter(new RegistrationRequests(newcomers));
		filter.setAuthenticationFailureHandler(new RegistrationErrors(errors));
		return Hardening.harden(http)
			.securityMatcher(path)
			.addFilterAfter(filter, AuthorizationFilter.class)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(HttpMethod.POST, path).permitAll().anyRequest().denyAll())
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors))
			.build();
	}

	private static OAuth2ClientRegistrationAuthenticationProvider provider(OAuthClients clients, Grants grants,
			Secrets secrets) {
		OAuth2ClientRegistrationAuthenticationProvider provider = new OAuth2ClientRegistrationAuthenticationProvider(
				clients, grants);
		provider.setOpenRegistrationAllowed(true);
		provider.setAuthenticationValidator(Metadata::check);
		provider.setRegisteredClientConverter(Metadata::client);
		provider.setPasswordEncoder(secrets.hashing());
		return provider;
	}

	/** The filter would take anything else for a fault of the application. */
	private static Authentication authenticate(AuthenticationProvider provider, Authentication sent) {
		try {
			return Objects.requireNonNull(provider.authenticate(sent));
		}
		catch (TryLater | DataAccessException | TransactionException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE), ex);
		}
	}

}
