package io.onerow.security.issuer;

import java.time.Clock;
import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.security.DialectSecurity;
import io.onerow.security.Hardening;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.RouteScope;
import io.onerow.security.SecurityProperties;
import io.onerow.security.issuer.client.ClientSecrets;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.client.PublicClientRequest;
import io.onerow.security.issuer.grant.Grants;
import io.onerow.security.issuer.grant.RefreshScopes;
import io.onerow.security.secrets.Secrets;
import io.onerow.tenant.TenantId;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The service's own authorization server: the token endpoint and the public keys.
 * Whatever else the framework offers is outside the paths of its chain.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class OwnIssuer {

	private static final String TOKEN_PATH = "/api/oauth/token";

	private static final String KEYS_PATH = "/api/oauth/jwks";

	/** The same token endpoint, where the wire of the bulk has it. */
	private static final String BULK_TOKEN_PATH = "/oauth2/token";

	@Bean
	KeyEncryption keyEncryption(SigningKeyProperties properties) {
		return new KeyEncryption(properties);
	}

	@Bean
	SigningKeys signingKeys(SigningKeyRepository stored, KeyEncryption encryption,
			PlatformTransactionManager transactions, Clock clock) {
		return new SigningKeys(stored, encryption, new TransactionTemplate(transactions), clock);
	}

	@Bean
	OAuth2TokenGenerator<?> tokens(JWKSource<SecurityContext> keys, Grants grants, SecurityProperties properties,
			Clock clock) {
		return new DelegatingOAuth2TokenGenerator(AccessTokens.generator(keys, properties, clock),
				grants::refreshToken);
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings(SecurityProperties properties) {
		return AuthorizationServerSettings.builder()
			.issuer(properties.issuer())
			.authorizationEndpoint("/api/oauth/authorize")
			.tokenEndpoint(TOKEN_PATH)
			.jwkSetEndpoint(KEYS_PATH)
			.clientRegistrationEndpoint("/api/oauth/register")
			.build();
	}

	@Bean
	JwtDecoder jwtDecoder(SigningKeys keys, OAuthClients clients, Grants grants, SecurityProperties properties,
			Clock clock) {
		return new TokenChecks(properties, clock).decoder(keys, List.of(SignatureAlgorithm.RS256),
				new JwtTypeValidator(AccessTokens.TYPE), (tenant, token) -> stands(tenant, token, clients, grants));
	}

	private static boolean stands(TenantId tenant, Jwt token, OAuthClients clients, Grants grants) {
		String grant = token.getClaimAsString(Grants.CLAIM);
		String subject = token.getSubject();
		return (grant != null) ? grants.stands(tenant, grant) : subject != null && clients.stands(tenant, subject);
	}

	@Bean
	DialectSecurity issuerMetadataSecurity() {
		return DialectSecurity.bearer("issuer metadata", List.of(IssuerMetadata.PATH),
				List.of(RouteScope.open(HttpMethod.GET, IssuerMetadata.PATH)));
	}

	@Bean
	@Order(0)
	SecurityFilterChain tokenChain(HttpSecurity http, OAuthClients clients, Secrets secrets, Grants grants) {
		return tokenChain(http.securityMatcher(TOKEN_PATH, KEYS_PATH), new ClientSecrets(clients, secrets), grants,
				TOKEN_PATH);
	}

	@Bean
	@Order(0)
	SecurityFilterChain bulkTokenChain(HttpSecurity http, OAuthClients clients, Secrets secrets, Grants grants,
			AuthorizationServerSettings settings) {
		http.setSharedObject(AuthorizationServerSettings.class,
				AuthorizationServerSettings.withSettings(settings.getSettings())
					.tokenEndpoint(BULK_TOKEN_PATH)
					.build());
		return tokenChain(http.securityMatcher(BULK_TOKEN_PATH), new ClientSecrets(clients, secrets), grants,
				BULK_TOKEN_PATH);
	}

	private static SecurityFilterChain tokenChain(HttpSecurity http, ClientSecrets secrets, Grants grants,
			String tokenPath) {
		TokenErrors errors = new TokenErrors(tokenPath);
		return Hardening.harden(http).oauth2AuthorizationServer((server) -> {
			authenticateClients(server, errors, secrets);
			giveTokens(server, errors, grants, secrets);
		})
			// the framework brings back for its chain what was disabled
			.csrf((csrf) -> csrf.requireCsrfProtectionMatcher((request) -> false))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors))
			.build();
	}

	private static void authenticateClients(OAuth2AuthorizationServerConfigurer server, TokenErrors errors,
			ClientSecrets secrets) {
		server.clientAuthentication(
				(client) -> client.errorResponseHandler(errors).authenticationConverters((converters) -> {
					converters.clear();
					converters.add(new ClientSecretBasicAuthenticationConverter());
					converters.add(new ClientSecretPostAuthenticationConverter());
					converters.add(new PublicClientRequest());
				}).authenticationProviders((providers) -> {
					providers.clear();
					providers.add(secrets);
				}));
	}

	private static void giveTokens(OAuth2AuthorizationServerConfigurer server, TokenErrors errors, Grants grants,
			ClientSecrets secrets) {
		server
			.tokenEndpoint((token) -> token.errorResponseHandler(errors).accessTokenRequestConverters((converters) -> {
				converters.clear();
				converters.add(new OAuth2AuthorizationCodeAuthenticationConverter());
				converters.add(new OAuth2RefreshTokenAuthenticationConverter());
				converters.add(new ClientCredentialsRequest());
			}).authenticationProviders((providers) -> {
				providers.removeIf((it) -> !isOffered(it));
				providers.replaceAll((it) -> (it instanceof OAuth2RefreshTokenAuthenticationProvider)
						? new RefreshScopes(it, grants) : it);
				providers.replaceAll(secrets::guarding);
			}));
	}

	private static boolean isOffered(AuthenticationProvider grant) {
		return grant instanceof OAuth2AuthorizationCodeAuthenticationProvider
				|| grant instanceof OAuth2RefreshTokenAuthenticationProvider
				|| grant instanceof OAuth2ClientCredentialsAuthenticationProvider;
	}

}
