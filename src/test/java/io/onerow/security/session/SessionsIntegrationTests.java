package io.onerow.security.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.onerow.IntegrationTest;
import io.onerow.SettableClock;
import io.onerow.security.PasswordChange;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a token is good for, and how long. */
@IntegrationTest
class SessionsIntegrationTests {

	private static final TenantId TENANT = new TenantId("sessions");

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private SessionRepository stored;

	@Autowired
	private Tenants tenants;

	@Autowired
	private Users users;

	private final SettableClock clock = new SettableClock();

	private Sessions sessions;

	private String email;

	private User account;

	private Person user;

	@BeforeEach
	void newUser() {
		this.sessions = new Sessions(this.stored, this.clock);
		this.tenants.ensure(TENANT);
		this.email = UUID.randomUUID() + "@sessions.example";
		this.users.ensure(TENANT, this.email, "a password of tests", Set.of("accounts:all"));
		this.account = this.users.find(this.email).orElseThrow();
		this.user = this.account.toPerson();
	}

	@Test
	void sessionIsOverAfterThirtyMinutesRememberedOrNot() {
		String token = open();
		Session session = this.sessions.find(token).orElseThrow();
		assertThat(session.tenant()).isEqualTo(TENANT);
		assertThat(session.user()).isEqualTo(this.user.id());
		assertThat(session.scopes()).containsExactly("accounts:all");
		this.clock.pass(1_799);
		assertThat(this.sessions.find(token)).isPresent();
		this.clock.pass(1);
		assertThat(this.sessions.find(token)).isEmpty();
		assertThat(new Sessions(this.stored, this.clock).find(token)).isEmpty();
	}

	@Test
	void sessionIsRenewedInItsLastThirtySecondsOnly() {
		String token = open();
		Session session = this.sessions.find(token).orElseThrow();
		this.clock.pass(1_769);
		assertThat(this.sessions.renew(token, session)).isEmpty();
		this.clock.pass(1);
		String fresh = this.sessions.renew(token, session).orElseThrow();
		this.clock.pass(1_799);
		assertThat(this.sessions.find(fresh)).isPresent();
	}

	@Test
	void sessionOfABrowserLastsAsLongAsItIsUsedAndNotForEver() {
		String token = this.sessions.openForBrowser(this.account).orElseThrow();
		assertThat(this.sessions.find(token)).as("as that of a wire").isEmpty();
		assertThat(this.sessions.use(open())).as("that of a wire").isEmpty();
		for (int passed = 0; passed < 12 * 3_600 - 1_200; passed += 1_200) {
			assertThat(this.sessions.use(token)).isPresent();
			this.clock.pass(1_200);
		}
		assertThat(this.sessions.use(token)).isPresent();
		this.clock.pass(1_200);
		assertThat(this.sessions.use(token)).as("after twelve hours").isEmpty();
		String rested = this.sessions.openForBrowser(this.account).orElseThrow();
		this.clock.pass(1_500);
		assertThat(this.sessions.watch(rested)).as("by a page that nobody looks at").isPresent();
		this.clock.pass(300);
		assertThat(this.sessions.use(rested)).as("after half an hour").isEmpty();
	}

	@Test
	void sessionOfABrowserIsEnded() {
		String left = this.sessions.openForBrowser(this.account).orElseThrow();
		String other = this.sessions.openForBrowser(this.account).orElseThrow();
		assertThat(this.sessions.use(left)).isPresent();
		this.sessions.close(left);
		assertThat(this.sessions.use(left)).isEmpty();
		assertThat(this.sessions.use(other)).isPresent();
		this.sessions.end(TENANT, this.user.id());
		this.clock.pass(61);
		assertThat(this.sessions.use(other)).as("as it would last longer, but is gone").isEmpty();
	}

	@Test
	void instancesShareSessions() {
		String token = open();
		assertThat(new Sessions(this.stored, this.clock).find(token)).isPresent();
	}

	@Test
	void tokenIsStoredAsAHashAndIsGoodInItsTenantOnly() {
		String token = open();
		String other = open();
		assertThat(token).startsWith("sessions.").isNotEqualTo(other);
		assertThat(this.jdbc.sql("select encode(token_hash, 'hex') from user_session where user_id = ?")
			.param(this.user.id())
			.query(String.class)
			.list()).hasSize(2).doesNotContain(token).allMatch((hash) -> hash.matches("[0-9a-f]{64}"));
		this.tenants.ensure(new TenantId("sessions-2"));
		assertThat(this.sessions.find(token.replace("sessions.", "sessions-2."))).isEmpty();
		assertThat(this.sessions.find(token + "A")).isEmpty();
		assertThat(this.sessions.find(token.substring(0, token.length() - 4) + "AAAA")).isEmpty();
	}

	@Test
	void userWhoIsGoneHasNoSession() {
		String token = open();
		Session session = this.sessions.find(token).orElseThrow();
		this.jdbc.sql("delete from app_user where tenant_id = ? and user_id = ?")
			.params(TENANT.value(), this.user.id())
			.update();
		assertThat(new Sessions(this.stored, this.clock).find(token)).isEmpty();
		this.clock.pass(1_780);
		assertThat(this.sessions.renew(token, session)).isEqualTo(Optional.empty());
	}

	@Test
	void endedSessionThatAnotherInstanceRemembersIsNotRenewed() {
		String token = open();
		Session session = this.sessions.find(token).orElseThrow();
		new Sessions(this.stored, this.clock).end(TENANT, this.user.id());
		this.clock.pass(1_780);
		assertThat(this.sessions.renew(token, session)).isEqualTo(Optional.empty());
	}

	@Test
	void loginRemovesSessionsThatAreOver() {
		open();
		this.clock.pass(1_801);
		open();
		assertThat(this.jdbc.sql("select count(*) from user_session where user_id = ?")
			.param(this.user.id())
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void passwordThatIsChangedWhileItIsComparedOpensNoSession() throws Exception {
		ExecutorService login = Executors.newSingleThreadExecutor();
		try (PasswordChange change = PasswordChange.of(this.email)) {
			Future<Optional<String>> opened = login.submit(() -> this.sessions.open(this.account));
			change.awaitWaiting();
			change.commit();
			assertThat(opened.get(10, TimeUnit.SECONDS)).isEmpty();
		}
		finally {
			login.shutdown();
		}
		assertThat(this.sessions.open(this.account)).as("nor afterwards").isEmpty();
	}

	private String open() {
		return this.sessions.open(this.account).orElseThrow();
	}

	@Test
	void passwordOfAUserIsEncoded() {
		assertThat(this.account.passwordHash()).startsWith("{bcrypt}");
		assertThat(List.of(this.account.toString(), new LoginResult.Opened("secret").toString()))
			.noneMatch((text) -> text.contains("bcrypt") || text.contains("secret"));
	}

}
