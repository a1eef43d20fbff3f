package io.onerow.security.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.hash.Sha256;
import io.onerow.tenant.TenantId;

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

	/** How long a browser may use one, if it never rests for {@link #LIFETIME}. */
	static final Duration LONGEST = Duration.ofHours(12);

	static final Duration REMEMBERED = Duration.ofSeconds(60);

	private static final int CAPACITY = 4_096;

	private static final int TOKEN_BYTES = 32;

	private static final Pattern TOKEN = Pattern.compile("([a-z0-9][a-z0-9_-]{0,39})\\.[A-Za-z0-9_-]{43}");

	private final SecureRandom random = new SecureRandom();

	private final Remembered<ByteBuffer, Session> found = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final SessionRepository sessions;

	private final Clock clock;

	Sessions(SessionRepository sessions, Clock clock) {
		this.sessions = sessions;
		this.clock = clock;
	}

	/**
	 * Opens a session and answers its token; empty if the user has changed since the
	 * password was compared.
	 */
	Optional<String> open(User user) {
		// a login is rare enough to clean up after those before it
		this.sessions.removeOver(user.tenant().value(), Moment.of(this.clock.instant()));
		String fresh = token(user.tenant());
		return this.sessions.open(user.tenant().value(), Sha256.of(fresh), user.id(), user.passwordHash(), expiry())
			.map((opened) -> fresh);
	}

	/**
	 * The same for a browser: it lasts for {@link #LIFETIME} from when it was used last,
	 * and for {@link #LONGEST} at most.
	 */
	Optional<String> openForBrowser(User user) {
		this.sessions.removeOver(user.tenant().value(), Moment.of(this.clock.instant()));
		String fresh = token(user.tenant());
		return this.sessions
			.openForBrowser(user.tenant().value(), Sha256.of(fresh), user.id(), user.passwordHash(), expiry(),
					Moment.of(this.clock.instant().plus(LONGEST)))
			.map((opened) -> fresh);
	}

	/** The token of a further session, if that of this token is near its end. */
	Optional<String> renew(String token, Session session) {
		if (this.clock.instant().isBefore(session.expiry().minus(RENEWED_BEFORE))) {
			return Optional.empty();
		}
		String fresh = token(session.tenant());
		return this.sessions.renew(session.tenant().value(), Sha256.of(token), Sha256.of(fresh), expiry())
			.map((opened) -> fresh);
	}

	private String token(TenantId tenant) {
		byte[] secret = new byte[TOKEN_BYTES];
		this.random.nextBytes(secret);
		return tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

	private Instant expiry() {
		return Moment.of(this.clock.instant().plus(LIFETIME));
	}

	/** Ends those of a user, within the transaction of what they end for. */
	void end(TenantId tenant, UUID user) {
		this.sessions.end(tenant.value(), user);
	}

	/** Those of a user are looked up again. */
	void forget(TenantId tenant, UUID user) {
		this.found.forgetAll((session) -> session.tenant().equals(tenant) && session.user().equals(user));
	}

	/** Finds the session of a token, if it is not over and no browser's. */
	Optional<Session> find(String token) {
		return findAny(token).filter((session) -> session.end() == null);
	}

	/** Finds that of a browser, if it is not over, and has it last longer. */
	Optional<Session> use(String token) {
		return watch(token).filter((session) -> isKept(token, session));
	}

	/** Finds that of a browser, if it is not over, and leaves it as it is. */
	Optional<Session> watch(String token) {
		return findAny(token).filter((session) -> session.end() != null);
	}

	/** Once in a while, so that most uses cost nothing; false if it was ended. */
	private boolean isKept(String token, Session session) {
		Instant end = Objects.requireNonNull(session.end());
		Instant longer = expiry();
		if (!session.expiry().isBefore(end) || session.expiry().isAfter(longer.minus(REMEMBERED))) {
			return true;
		}
		byte[] hash = Sha256.of(token);
		boolean kept = this.sessions.prolong(session.tenant().value(), hash, longer).isPresent();
		this.found.forget(ByteBuffer.wrap(hash));
		return kept;
	}

	/** Ends one, here at once and at other instances within {@link #REMEMBERED}. */
	void close(String token) {
		Matcher form = TOKEN.matcher(token);
		if (form.matches()) {
			byte[] hash = Sha256.of(token);
			this.sessions.close(form.group(1), hash);
			this.found.forget(ByteBuffer.wrap(hash));
		}
	}

	private Optional<Session> findAny(String token) {
		Matcher form = TOKEN.matcher(token);
		if (!form.matches()) {
			return Optional.empty();
		}
		byte[] hash = Sha256.of(token);
		return this.found
			.find(ByteBuffer.wrap(hash),
					() -> this.sessions.findById(new StoredSession.Key(form.group(1), hash))
						.map(StoredSession::toSession))
			.filter((open) -> open.expiry().isAfter(this.clock.instant()));
	}

}
