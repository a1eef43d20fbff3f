package io.onerow.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BearerTokensTests {

	private final Moving time = new Moving();

	private final AtomicInteger decoded = new AtomicInteger();

	private @Nullable RuntimeException failure;

	private Instant expiry = Instant.EPOCH.plus(Duration.ofHours(1));

	private String tenant = "acme";

	private final BearerTokens tokens = new BearerTokens(this::decode, "tenant", this.time,
			() -> this.time.now.toEpochMilli() * 1_000_000);

	@Test
	void verifiedTokenIsRememberedForAMinute() {
		assertThat(this.tokens.authenticate("a").tenant().value()).isEqualTo("acme");
		this.time.pass(Duration.ofSeconds(59));
		this.tokens.authenticate("a");
		assertThat(this.decoded).hasValue(1);
		this.time.pass(Duration.ofSeconds(1));
		this.tokens.authenticate("a");
		assertThat(this.decoded).hasValue(2);
	}

	@Test
	void tokensAreToldApart() {
		this.tokens.authenticate("a");
		this.tenant = "other";
		assertThat(this.tokens.authenticate("b").tenant().value()).isEqualTo("other");
	}

	@Test
	void revokedTokenIsRefusedWithinAMinute() {
		this.tokens.authenticate("a");
		this.failure = new BadJwtException("revoked");
		this.time.pass(BearerTokens.REMEMBERED);
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> this.tokens.authenticate("a"));
	}

	@Test
	void expiredTokenIsNeverServedFromMemory() {
		this.expiry = Instant.EPOCH.plusSeconds(10);
		this.tokens.authenticate("a");
		this.failure = new BadJwtException("expired");
		this.time.pass(Duration.ofSeconds(9));
		this.tokens.authenticate("a");
		this.time.pass(Duration.ofSeconds(1));
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> this.tokens.authenticate("a"));
	}

	@Test
	void clockHasTheLastWordOverTheTicker() {
		BearerTokens stuck = new BearerTokens(this::decode, "tenant", this.time, () -> 0);
		stuck.authenticate("a");
		this.failure = new BadJwtException("expired");
		this.time.pass(Duration.ofHours(2));
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> stuck.authenticate("a"));
	}

	@Test
	void tokenWithinTheSkewIsNotRemembered() {
		this.expiry = Instant.EPOCH.minusSeconds(5);
		this.tokens.authenticate("a");
		this.tokens.authenticate("a");
		assertThat(this.decoded).hasValue(2);
	}

	@Test
	void refusalIsNotRemembered() {
		this.failure = new BadJwtException("not yet");
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> this.tokens.authenticate("a"));
		this.failure = null;
		assertThat(this.tokens.authenticate("a").tenant().value()).isEqualTo("acme");
	}

	@Test
	void unreadableTenantIsRefused() {
		this.tenant = "No Tenant";
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> this.tokens.authenticate("a"));
	}

	@Test
	void databaseThatIsAwayIsNoFaultOfTheToken() {
		this.failure = new DataAccessResourceFailureException("away");
		assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> this.tokens.authenticate("a"));
	}

	private Jwt decode(String token) {
		this.decoded.incrementAndGet();
		if (this.failure != null) {
			throw this.failure;
		}
		return Jwt.withTokenValue(token)
			.header("alg", "RS256")
			.subject("client")
			.claim("tenant", this.tenant)
			.claim("scope", "accounts:read")
			.expiresAt(this.expiry)
			.build();
	}

	private static final class Moving extends Clock {

		private Instant now = Instant.EPOCH;

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
