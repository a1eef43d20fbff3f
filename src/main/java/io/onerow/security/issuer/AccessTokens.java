package io.onerow.security.issuer;

import java.time.Clock;
import java.util.List;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.onerow.security.SecurityProperties;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.grant.Grants;
import io.onerow.security.issuer.grant.ProofKey;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantScoped;

import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;

/**
 * Makes access tokens as RFC 9068 describes them, with the tenant of the client, or of
 * the person that it acts for.
 */
final class AccessTokens {

	/** The type in the header, which no other kind of token has. */
	static final String TYPE = "at+jwt";

	private AccessTokens() {
	}

	static JwtGenerator generator(JWKSource<SecurityContext> keys, SecurityProperties properties, Clock clock) {
		NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
		// that which signs comes first
		encoder.setJwkSelector((all) -> all.get(0));
		JwtGenerator generator = new JwtGenerator(encoder);
		generator.setClock(clock);
		generator.setJwtCustomizer((context) -> complete(context, properties));
		return generator;
	}

	private static void complete(JwtEncodingContext context, SecurityProperties properties) {
		ProofKey.require(context);
		context.getJwsHeader().type(TYPE);
		TenantId tenant = (context.getPrincipal() instanceof TenantScoped person) ? person.tenant()
				: OAuthClients.tenant(context.getRegisteredClient()).orElseThrow();
		context.getClaims()
			.audience(List.of(properties.audience()))
			.claim("client_id", context.getRegisteredClient().getClientId())
			.claim("scope", String.join(" ", context.getAuthorizedScopes()))
			.claim(properties.tenantClaim(), tenant.value());
		if (context.getAuthorization() != null) {
			context.getClaims().claim(Grants.CLAIM, context.getAuthorization().getId());
		}
	}

}
