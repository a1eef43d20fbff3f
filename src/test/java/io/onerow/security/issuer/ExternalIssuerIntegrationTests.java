package io.onerow.security.issuer;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.onerow.Onerow;
import io.onerow.TestDatabase;
import io.onerow.security.Caller;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ExternalIssuerIntegrationTests {

	private LoopbackIssuer issuer;

	private ConfigurableApplicationContext context;

	private Caller caller;

	@BeforeEach
	void start() throws IOException {
		this.issuer = new LoopbackIssuer();
		this.context = new SpringApplicationBuilder(Onerow.class).profiles("echo")
			.initializers(new TestDatabase())
			.run("--server.port=0", "--onerow.security.issuer-uri=" + this.issuer.uri(),
					"--onerow.security.tenant-claim=org");
		this.context.getBean(Tenants.class).ensure(new TenantId("external"));
		this.caller = new Caller(this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.issuer.close();
	}

	@Test
	void tokensOfTheIssuerAreCheckedAndThereIsNoTokenEndpoint() throws Exception {
		HttpResponse<String> good = send(LoopbackIssuer.sign(this.issuer.key, this.issuer.claims("external").build()));
		assertThat(good.statusCode()).isEqualTo(200);
		assertThat(good.body()).contains("\"tenant\":\"external\"");
		assertRefused(this.issuer.claims("external").audience("other"));
		assertRefused(this.issuer.claims("external").audience((String) null));
		assertRefused(this.issuer.claims("external").issuer("http://localhost:8080"));
		assertRefused(this.issuer.claims("external").expirationTime(Date.from(Instant.now().minusSeconds(90))));
		assertRefused(this.issuer.claims("unknown-to-us"));
		assertRefused(this.issuer.claims("external").claim("org", null).claim("tenant", "external"));
		for (String path : new String[] { "/api/oauth/token", "/api/oauth/jwks",
				"/.well-known/oauth-authorization-server" }) {
			assertThat(this.caller.call("GET", path).statusCode()).isEqualTo(404);
			assertThat(this.caller.call("POST", path).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void claimsThatNobodyCanUseAreRefused() throws Exception {
		String[][] claims = { { "sub", "\"a\\u0000b\"" }, { "sub", "\"a\\u0007b\"" }, { "sub", "\"\\ud800\"" },
				{ "sub", text("x".repeat(256)) }, { "sub", text("") }, { "sub", "[\"a\"]" }, { "sub", "{}" },
				{ "sub", "null" }, { "org", "\"external\\u0000\"" }, { "org", "\"\\udc00\"" },
				{ "org", text("x".repeat(3_000)) }, { "org", "[\"external\"]" }, { "org", "7" }, { "org", "{}" },
				{ "scope", "5" }, { "scope", "[1, 2]" }, { "scope", "[null]" }, { "scope", "{\"a\": []}" },
				{ "scp", "[[1]]" }, { "jti", "5" }, { "jti", "{}" }, { "exp", "\"soon\"" }, { "exp", "1e400" },
				{ "exp", "1e99999999999" }, { "exp", "{}" }, { "iat", "\"x\"" }, { "nbf", "[]" }, { "aud", "{}" },
				{ "aud", "[1, \"onerow\"]" }, { "aud", "[null]" }, { "iss", "{}" }, { "iss", "\"\\u0000\"" },
				{ "cnf", "null" }, { "any", "1e99999999999" }, { "any", "[".repeat(1_500) + "]".repeat(1_500) } };
		for (String[] claim : claims) {
			HttpResponse<String> answer = send(this.issuer.signRaw("external", claim[0], claim[1]));
			assertThat(answer.statusCode()).as(claim[0] + " " + claim[1]).isEqualTo(401);
		}
		for (String ignored : new String[] { "jti", "client_id" }) {
			assertThat(send(this.issuer.signRaw("external", ignored, "\"\\u0000\\ud800\"")).statusCode())
				.isEqualTo(200);
		}
	}

	private static String text(String value) {
		return '"' + value + '"';
	}

	@Test
	void newKeyIsFetchedOnceAndUnknownKeysDoNotFloodTheIssuer() throws Exception {
		RSAKey old = this.issuer.key;
		assertThat(send(LoopbackIssuer.sign(old, this.issuer.claims("external").build())).statusCode()).isEqualTo(200);
		this.issuer.key = LoopbackIssuer.newKey("two");
		assertThat(send(LoopbackIssuer.sign(this.issuer.key, this.issuer.claims("external").build())).statusCode())
			.isEqualTo(200);
		for (int i = 0; i < 10; i++) {
			RSAKey unknown = new RSAKey.Builder(old.toRSAPublicKey()).privateKey(old.toRSAPrivateKey())
				.keyID("unknown-" + i)
				.build();
			assertThat(send(LoopbackIssuer.sign(unknown, this.issuer.claims("external").build())).statusCode())
				.isIn(401, 503);
		}
		assertThat(this.issuer.keyFetches.get()).isLessThanOrEqualTo(3);
	}

	@Test
	void knownKeysServeWhileTheIssuerIsDown() throws Exception {
		assertThat(send(LoopbackIssuer.sign(this.issuer.key, this.issuer.claims("external").build())).statusCode())
			.isEqualTo(200);
		this.issuer.down = true;
		assertThat(send(LoopbackIssuer.sign(this.issuer.key, this.issuer.claims("external").jwtID("2").build()))
			.statusCode()).isEqualTo(200);
	}

	@Test
	void issuerThatNeverAnsweredIsUnavailable() throws Exception {
		this.issuer.down = true;
		HttpResponse<String> answer = send(
				LoopbackIssuer.sign(this.issuer.key, this.issuer.claims("external").build()));
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
	}

	private void assertRefused(JWTClaimsSet.Builder claims) throws Exception {
		HttpResponse<String> answer = send(LoopbackIssuer.sign(this.issuer.key, claims.build()));
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	private HttpResponse<String> send(String token) {
		return this.caller.with(token, "GET", "/echo/x");
	}

}
