package io.onerow.security.issuer;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.security.SecurityProperties;

import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;

/** Makes access tokens as RFC 9068 describes them, with the tenant of the client. */
final class AccessTokens {

	/** The type in the header, which no other kind of token has. */
	static final String TYPE = "at+jwt";

	private AccessTokens() {
	}

	static JwtGenerator generator(JWKSource<SecurityContext> keys, SecurityProperties properties, Clock clock) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
		// the keys come newest first
		encoder.setJwkSelector((all) -> all.get(0));
		JwtGenerator generator = new JwtGenerator(encoder);
		generator.setClock(clock);
		generator.setJwtCustomizer((context) -> complete(context, properties));
		return generator;
	}

	private static void complete(JwtEncodingContext context, SecurityProperties properties) {
		context.getJwsHeader().type(TYPE);
		String tenant = Objects
			.requireNonNull(context.getRegisteredClient().getClientSettings().getSetting(OAuthClients.TENANT));
		context.getClaims()
			.audience(List.of(properties.audience()))
			.claim("client_id", context.getRegisteredClient().getClientId())
			.claim("scope", String.join(" ", context.getAuthorizedScopes()))
			.claim(properties.tenantClaim(), tenant);
	}

}
