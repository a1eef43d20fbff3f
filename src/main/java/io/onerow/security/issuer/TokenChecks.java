package io.onerow.security.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.security.SecurityProperties;
import io.onerow.tenant.TenantId;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What every token is checked for, whoever made it. */
class TokenChecks {

	private static final Duration SKEW = Duration.ofSeconds(60);

	/** Where scopes may be. */
	private static final List<String> SCOPES = List.of("scope", "scp");

	/** As OpenID Connect has it. */
	private static final int LONGEST_SUBJECT = 255;

	private final SecurityProperties properties;

	private final Clock clock;

	TokenChecks(SecurityProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * A decoder for the keys and algorithms given.
	 * @param standing whether the tenant, and whom a token that is otherwise good speaks
	 * for, are still known
	 */
	JwtDecoder decoder(JWKSource<SecurityContext> keys, List<SignatureAlgorithm> algorithms, JwtTypeValidator type,
			BiPredicate<TenantId, Jwt> standing) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithms((accepted) -> accepted.addAll(algorithms))
			.build();
		OAuth2TokenValidator<Jwt> claims = new DelegatingOAuth2TokenValidator<>(type, lifetime(),
				new JwtIssuerValidator(this.properties.trustedIssuer()),
				new JwtAudienceValidator(this.properties.audience()), TokenChecks::unbound, TokenChecks::wellFormed);
		decoder.setJwtValidator((jwt) -> {
			OAuth2TokenValidatorResult result = claims.validate(jwt);
			// the database is asked about good tokens only
			return result.hasErrors() ? result : result(stands(jwt, standing));
		});
		return decoder;
	}

	private JwtTimestampValidator lifetime() {
		JwtTimestampValidator lifetime = new JwtTimestampValidator(SKEW);
		lifetime.setAllowEmptyExpiryClaim(false);
		lifetime.setClock(this.clock);
		return lifetime;
	}

	// a token bound to a key of its client is no bearer token, and the binding is not
	// checked here
	private static OAuth2TokenValidatorResult unbound(Jwt jwt) {
		return result(!jwt.hasClaim("cnf"));
	}

	// the library takes any JSON for a claim that it does not know, and any text for one
	// that it does
	private static OAuth2TokenValidatorResult wellFormed(Jwt jwt) {
		String subject = jwt.getSubject();
		return result(subject != null && isName(subject) && SCOPES.stream().allMatch((name) -> isText(jwt, name)));
	}

	private static boolean isName(String subject) {
		return !subject.isEmpty() && subject.length() <= LONGEST_SUBJECT && subject.codePoints()
			.noneMatch((point) -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
	}

	private static boolean isText(Jwt jwt, String name) {
		Object claim = jwt.getClaims().get(name);
		return claim == null || claim instanceof String
				|| (claim instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
	}

	private boolean stands(Jwt jwt, BiPredicate<TenantId, Jwt> standing) {
		String tenant = jwt.getClaimAsString(this.properties.tenantClaim());
		return tenant != null && standing.test(new TenantId(tenant), jwt);
	}

	private static OAuth2TokenValidatorResult result(boolean good) {
		return good ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
	}

}
