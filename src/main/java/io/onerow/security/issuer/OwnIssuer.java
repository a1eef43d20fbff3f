package io.onerow.security.issuer;

import java.time.Clock;
import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.security.DialectSecurity;
import io.onerow.security.Hardening;
import io.onerow.security.RouteScope;
import io.onerow.security.SecurityProperties;
import io.onerow.security.secrets.Secrets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The service's own authorization server: the token endpoint for client credentials and
 * the public keys. Whatever else the framework offers is outside the paths of its chain.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class OwnIssuer {

	static final String TOKEN_PATH = "/api/oauth/token";

	static final String KEYS_PATH = "/api/oauth/jwks";

	@Bean
	SigningKeys signingKeys(SigningKeyRepository stored, PlatformTransactionManager transactions, Clock clock) {
		return new SigningKeys(stored, new TransactionTemplate(transactions), clock);
	}

	@Bean
	OAuthClients oauthClients(OAuthClientRepository stored, Secrets secrets) {
		return new OAuthClients(stored, secrets);
	}

	@Bean
	OAuth2AuthorizationService authorizations() {
		return new NoAuthorizations();
	}

	@Bean
	OAuth2TokenGenerator<?> accessTokens(JWKSource<SecurityContext> keys, SecurityProperties properties, Clock clock) {
		return AccessTokens.generator(keys, properties, clock);
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings(SecurityProperties properties) {
		return AuthorizationServerSettings.builder()
			.issuer(properties.issuer())
			.tokenEndpoint(TOKEN_PATH)
			.jwkSetEndpoint(KEYS_PATH)
			.build();
	}

	@Bean
	JwtDecoder jwtDecoder(SigningKeys keys, OAuthClients clients, SecurityProperties properties, Clock clock) {
		return new TokenChecks(properties, clock).decoder(keys, List.of(SignatureAlgorithm.RS256),
				new JwtTypeValidator(AccessTokens.TYPE), clients::stands);
	}

	@Bean
	DialectSecurity issuerMetadataSecurity() {
		return DialectSecurity.bearer("issuer metadata", List.of(IssuerMetadata.PATH),
				List.of(RouteScope.open(HttpMethod.GET, IssuerMetadata.PATH)));
	}

	@Bean
	@Order(0)
	SecurityFilterChain tokenChain(HttpSecurity http, OAuthClients clients, Secrets secrets) {
		TokenErrors errors = new TokenErrors(TOKEN_PATH);
		return Hardening.harden(http)
			.securityMatcher(TOKEN_PATH, KEYS_PATH)
			.oauth2AuthorizationServer(
					(server) -> clientCredentialsOnly(server, errors, new ClientSecrets(clients, secrets)))
			// the framework brings back for its chain what was disabled
			.csrf((csrf) -> csrf.requireCsrfProtectionMatcher((request) -> false))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors))
			.build();
	}

	private static void clientCredentialsOnly(OAuth2AuthorizationServerConfigurer server, TokenErrors errors,
			ClientSecrets secrets) {
		server.clientAuthentication(
				(client) -> client.errorResponseHandler(errors).authenticationConverters((converters) -> {
					converters.clear();
					converters.add(new ClientSecretBasicAuthenticationConverter());
					converters.add(new ClientSecretPostAuthenticationConverter());
				}).authenticationProviders((providers) -> {
					providers.clear();
					providers.add(secrets);
				}))
			.tokenEndpoint((token) -> token.errorResponseHandler(errors).accessTokenRequestConverters((converters) -> {
				converters.clear();
				converters.add(new ClientCredentialsRequest());
			})
				.authenticationProviders((providers) -> providers
					.removeIf((it) -> !(it instanceof OAuth2ClientCredentialsAuthenticationProvider))));
	}

}
