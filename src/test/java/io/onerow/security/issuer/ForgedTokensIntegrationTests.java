package io.onerow.security.issuer;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.onerow.IntegrationTest;
import io.onerow.security.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ActiveProfiles("echo")
class ForgedTokensIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@LocalServerPort
	private int port;

	@BeforeEach
	void register() {
		Registration.of(this.context, "forged", "forged-client");
	}

	// without this, every refusal below could have another reason
	@Test
	void tokenMadeWithTheServicesKeyIsAccepted() throws Exception {
		assertThat(send(sign(key(), header(key()), claims().build())).statusCode()).isEqualTo(200);
	}

	@Test
	void skewOfUnderAMinuteIsAccepted() throws Exception {
		Instant now = Instant.now();
		JWTClaimsSet claims = claims().expirationTime(Date.from(now.minusSeconds(40)))
			.notBeforeTime(Date.from(now.plusSeconds(40)))
			.build();
		assertThat(send(sign(key(), header(key()), claims)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badClaims")
	void badClaimsAreRefused(String name, Consumer<JWTClaimsSet.Builder> change) throws Exception {
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		assertRefused(sign(key(), header(key()), claims.build()));
	}

	static Stream<Object[]> badClaims() {
		Instant now = Instant.now();
		return Stream.of(claim("expired", (it) -> it.expirationTime(Date.from(now.minusSeconds(90)))),
				claim("without expiry", (it) -> it.expirationTime(null)),
				claim("not yet valid", (it) -> it.notBeforeTime(Date.from(now.plusSeconds(90)))),
				claim("wrong issuer", (it) -> it.issuer("https://evil.example")),
				claim("without issuer", (it) -> it.issuer(null)), claim("wrong audience", (it) -> it.audience("other")),
				claim("without audience", (it) -> it.audience((String) null)),
				claim("without tenant", (it) -> it.claim("tenant", null)),
				claim("unknown tenant", (it) -> it.claim("tenant", "nobody")),
				claim("another tenant than the client's", (it) -> it.claim("tenant", "forged-other")),
				claim("tenant that is none", (it) -> it.claim("tenant", "'; drop table tenant")),
				claim("unknown client", (it) -> it.subject("no-such-client")),
				claim("without subject", (it) -> it.subject(null)),
				claim("bound to a key", (it) -> it.claim("cnf", Map.of("jkt", "x"))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badHeaders")
	void badHeadersAreRefused(String name, Consumer<JWSHeader.Builder> change) throws Exception {
		JWSHeader.Builder header = new JWSHeader.Builder(header(key()));
		change.accept(header);
		assertRefused(sign(key(), header.build(), claims().build()));
	}

	static Stream<Object[]> badHeaders() {
		return Stream.of(header("ID token", (it) -> it.type(JOSEObjectType.JWT)),
				header("untyped token", (it) -> it.type(null)), header("unknown key id", (it) -> it.keyID("other")),
				header("key id with a path", (it) -> it.keyID("../../../../dev/null")),
				header("critical header", (it) -> it.criticalParams(Set.of("exp"))));
	}

	@Test
	void otherAlgorithmsOfTheSameKeyAreRefused() throws Exception {
		for (JWSAlgorithm algorithm : new JWSAlgorithm[] { JWSAlgorithm.RS384, JWSAlgorithm.RS512,
				JWSAlgorithm.PS256 }) {
			JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key().getKeyID())
				.type(new JOSEObjectType("at+jwt"))
				.build();
			assertRefused(sign(key(), header, claims().build()));
		}
	}

	@Test
	void keyThatTheTokenBringsAlongIsNotUsed() throws Exception {
		RSAKey own = new RSAKeyGenerator(2048).keyID(key().getKeyID()).generate();
		JWSHeader.Builder header = new JWSHeader.Builder(header(own));
		assertRefused(sign(own, header.build(), claims().build()));
		assertRefused(sign(own, header.jwk(own.toPublicJWK()).build(), claims().build()));
		assertRefused(sign(own, header.jwkURL(URI.create("http://127.0.0.1:1/jwks")).build(), claims().build()));
	}

	@Test
	void unsignedTokensAreRefused() throws Exception {
		String payload = Base64URL.encode(claims().build().toString()).toString();
		for (String algorithm : new String[] { "none", "None", "NONE", "nOnE" }) {
			String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\"}").toString();
			assertRefused(header + "." + payload + ".");
			assertRefused(header + "." + payload);
		}
	}

	@Test
	void publicKeyIsNoSharedSecret() throws Exception {
		RSAKey key = key();
		for (byte[] secret : new byte[][] { key.toRSAPublicKey().getEncoded(),
				key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8) }) {
			JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID())
				.type(new JOSEObjectType("at+jwt"))
				.build();
			assertRefused(sign(new MACSigner(secret), header, claims().build()));
		}
	}

	@Test
	void tamperedTokensAreRefused() throws Exception {
		String good = sign(key(), header(key()), claims().build());
		String[] parts = good.split("\\.", -1);
		String other = Base64URL.encode(claims().claim("scope", "accounts:all bulk:write").build().toString())
			.toString();
		assertRefused(parts[0] + "." + parts[1] + ".");
		assertRefused(parts[0] + "." + parts[1]);
		assertRefused(parts[0] + "." + other + "." + parts[2]);
		assertRefused(parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[256]));
		assertRefused("not-a-token");
	}

	private static Object[] claim(String name, Consumer<JWTClaimsSet.Builder> change) {
		return new Object[] { name, change };
	}

	private static Object[] header(String name, Consumer<JWSHeader.Builder> change) {
		return new Object[] { name, change };
	}

	private RSAKey key() throws ParseException {
		return RSAKey.parse(this.jdbc.sql("select jwk from signing_key order by created_at desc limit 1")
			.query(String.class)
			.single());
	}

	private static JWSHeader header(RSAKey key) {
		return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
			.type(new JOSEObjectType("at+jwt"))
			.build();
	}

	private static JWTClaimsSet.Builder claims() {
		Instant now = Instant.now();
		return new JWTClaimsSet.Builder().issuer("http://localhost:8080")
			.audience("onerow")
			.subject("forged-client")
			.issueTime(Date.from(now.minusSeconds(600)))
			.expirationTime(Date.from(now.plusSeconds(300)))
			.jwtID(UUID.randomUUID().toString())
			.claim("scope", "accounts:read")
			.claim("tenant", "forged");
	}

	private static String sign(RSAKey key, JWSHeader header, JWTClaimsSet claims) throws JOSEException {
		return sign(new RSASSASigner(key), header, claims);
	}

	private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) throws JOSEException {
		SignedJWT jwt = new SignedJWT(header, claims);
		jwt.sign(signer);
		return jwt.serialize();
	}

	private void assertRefused(String token) {
		HttpResponse<String> answer = send(token);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate"))
			.contains("Bearer realm=\"onerow\", error=\"invalid_token\"");
		assertThat(answer.body().toLowerCase(Locale.ROOT)).doesNotContain("jwt", "signature", "expired");
	}

	private HttpResponse<String> send(String token) {
		Registration.of(this.context, "forged-other", "forged-other-client");
		return new Caller(this.port).with(token, "GET", "/echo/x");
	}

}
