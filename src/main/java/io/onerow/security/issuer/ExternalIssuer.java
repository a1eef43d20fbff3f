package io.onerow.security.issuer;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import io.onerow.security.SecurityProperties;
import io.onerow.tenant.Tenants;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/** Accepts the tokens of the configured external issuer, and makes none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("onerow.security.issuer-uri")
class ExternalIssuer {

	@Bean
	IssuerKeys issuerKeys(SecurityProperties properties, Clock clock) {
		return new IssuerKeys(Objects.requireNonNull(properties.issuerUri()), clock);
	}

	@Bean
	JwtDecoder jwtDecoder(IssuerKeys keys, Tenants tenants, SecurityProperties properties, Clock clock) {
		// many issuers do not mark access tokens; an ID token has another audience
		JwtTypeValidator type = new JwtTypeValidator("JWT", AccessTokens.TYPE, "application/at+jwt");
		type.setAllowEmpty(true);
		return new TokenChecks(properties, clock).decoder(keys,
				List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256), type,
				(tenant, token) -> tenants.stands(tenant));
	}

}
