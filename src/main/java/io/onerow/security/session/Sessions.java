package io.onerow.security.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The open sessions. A token is the tenant and 256 random bits; the database, which all
 * instances share, has only its hash. A session that was found is remembered for at most
 * {@link #REMEMBERED}, within which a removed user is refused.
 */
@Component
class Sessions {

	static final Duration LIFETIME = Duration.ofMinutes(30);

	/** How long before its end a session is renewed. */
	static final Duration RENEWED_BEFORE = Duration.ofSeconds(30);

	static final Duration REMEMBERED = Duration.ofSeconds(60);

	private static final int CAPACITY = 4_096;

	private static final int TOKEN_BYTES = 32;

	private static final Pattern TOKEN = Pattern.compile("([a-z0-9][a-z0-9_-]{0,39})\\.[A-Za-z0-9_-]{43}");

	private final SecureRandom random = new SecureRandom();

	private final Remembered<ByteBuffer, Session> found = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final JdbcClient jdbc;

	private final Clock clock;

	Sessions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Opens a session and answers its token. */
	String open(User user) {
		removeOver(user.tenant());
		return open(user.tenant(), user.id()).orElseThrow(() -> new NoSuchElementException("The user is gone"));
	}

	/** The token of a further session, if this one is near its end. */
	Optional<String> renew(Session session) {
		boolean near = !this.clock.instant().isBefore(session.expiry().minus(RENEWED_BEFORE));
		return near ? open(session.tenant(), session.user()) : Optional.empty();
	}

	private Optional<String> open(TenantId tenant, UUID user) {
		byte[] secret = new byte[TOKEN_BYTES];
		this.random.nextBytes(secret);
		String token = tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
		int opened = this.jdbc.sql("""
				insert into user_session (tenant_id, token_hash, user_id, expires_at)
				select tenant_id, :hash, user_id, :expiry from app_user
				where tenant_id = :tenant and user_id = :user""")
			.param("tenant", tenant.value())
			.param("hash", Sha256.of(token))
			.param("user", user)
			.param("expiry", Moment.of(this.clock.instant().plus(LIFETIME)))
			.update();
		return (opened > 0) ? Optional.of(token) : Optional.empty();
	}

	/** Finds the session of a token, if it is not over. */
	Optional<Session> find(String token) {
		Matcher form = TOKEN.matcher(token);
		if (!form.matches()) {
			return Optional.empty();
		}
		byte[] hash = Sha256.of(token);
		return this.found.find(ByteBuffer.wrap(hash), () -> load(new TenantId(form.group(1)), hash))
			.filter((open) -> open.expiry().isAfter(this.clock.instant()));
	}

	private Optional<Session> load(TenantId tenant, byte[] hash) {
		return this.jdbc.sql("""
				select s.tenant_id, s.user_id, s.expires_at, u.scopes
				from user_session s join app_user u on u.tenant_id = s.tenant_id and u.user_id = s.user_id
				where s.tenant_id = :tenant and s.token_hash = :hash""")
			.param("tenant", tenant.value())
			.param("hash", hash)
			.query(Sessions::session)
			.optional();
	}

	// a login is rare enough to clean up after those before it
	private void removeOver(TenantId tenant) {
		this.jdbc.sql("""
				delete from user_session where tenant_id = :tenant and token_hash in (
					select token_hash from user_session
					where tenant_id = :tenant and expires_at <= :now limit 1000 for update skip locked)""")
			.param("tenant", tenant.value())
			.param("now", Moment.of(this.clock.instant()))
			.update();
	}

	private static Session session(ResultSet row, int number) throws SQLException {
		Instant expiry = row.getObject("expires_at", OffsetDateTime.class).toInstant();
		return new Session(new TenantId(row.getString("tenant_id")), row.getObject("user_id", UUID.class),
				Set.of((String[]) row.getArray("scopes").getArray()), expiry);
	}

}
