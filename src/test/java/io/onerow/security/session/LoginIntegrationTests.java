package io.onerow.security.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.security.session.LoginResult.Locked;
import io.onerow.security.session.LoginResult.Opened;
import io.onerow.security.session.LoginResult.Refused;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The lock of a login, and what it does not tell. */
@IntegrationTest
class LoginIntegrationTests {

	private static final TenantId TENANT = new TenantId("logins");

	private static final String PASSWORD = "a password of tests";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Tenants tenants;

	private final SettableClock clock = new SettableClock();

	private final CountingEncoder encoder = new CountingEncoder();

	private Users users;

	private Login login;

	private String email;

	@BeforeEach
	void newUser() {
		this.tenants.ensure(TENANT);
		this.users = new Users(this.jdbc, this.encoder, this.clock);
		this.email = UUID.randomUUID() + "@logins.example";
		this.users.ensure(TENANT, this.email, PASSWORD, Set.of("accounts:all"));
		this.login = instance();
	}

	private Login instance() {
		return new Login(this.users, new LoginFailures(this.jdbc, this.clock), new Sessions(this.jdbc, this.clock),
				this.encoder);
	}

	@Test
	void rightPasswordOpensASessionInAnySpellingOfTheAddress() {
		assertThat(this.login.login(" " + this.email.toUpperCase(Locale.ROOT), PASSWORD)).isInstanceOf(Opened.class);
		assertThat(this.login.login(this.email, PASSWORD + " ")).isInstanceOf(Refused.class);
	}

	@Test
	void lockEndsFifteenMinutesAfterTheFifthFailure() {
		fail(5, this.email);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Locked.class);
		this.clock.pass(899);
		assertThat(this.login.login(this.email, "wrong")).isInstanceOf(Locked.class);
		assertThat(instance().login(this.email, PASSWORD)).isInstanceOf(Locked.class);
		this.clock.pass(1);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Opened.class);
	}

	@Test
	void successForgetsTheFailuresBeforeIt() {
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Opened.class);
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Opened.class);
	}

	@Test
	void failuresOfLongAgoDoNotCount() {
		fail(4, this.email);
		this.clock.pass(900);
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Opened.class);
	}

	@Test
	void everyLoginComparesOnePasswordOnce() {
		String nobody = "nobody-" + this.email;
		for (int i = 0; i < 7; i++) {
			for (String address : List.of(this.email, nobody)) {
				int before = this.encoder.compared.get();
				this.login.login(address, "wrong");
				assertThat(this.encoder.compared.get()).isEqualTo(before + 1);
			}
		}
		assertThat(this.login.login(nobody, "wrong")).isEqualTo(this.login.login(this.email, "wrong"));
	}

	@Test
	void guessesSideBySideAreNotMoreThanGuessesInARow() throws Exception {
		List<Login> instances = List.of(this.login, instance());
		List<LoginResult> results = Race.of(32, (i) -> () -> instances.get(i % 2).login(this.email, "guess " + i));
		assertThat(results).filteredOn((result) -> result instanceof Refused).hasSize(5);
		assertThat(results).filteredOn((result) -> result instanceof Locked).hasSize(27);
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Locked.class);
	}

	@Test
	void strangersLeaveNoAddressAndNothingForEver() {
		String stranger = UUID.randomUUID() + "@nowhere.example";
		fail(1, stranger);
		long kept = failures();
		this.clock.pass(900);
		fail(1, stranger);
		assertThat(failures()).isLessThanOrEqualTo(kept);
		assertThat(this.jdbc
			.sql("select count(*) from login_failure where position(convert_to(?, 'UTF8') in email_hash) > 0")
			.param(stranger)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void addressBelongsToOneTenant() {
		TenantId other = this.tenants.ensure(new TenantId("logins-2")).id();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.users.ensure(other, this.email, PASSWORD, Set.of("accounts:all")));
		this.users.ensure(TENANT, this.email, "another password", Set.of("accounts:all"));
		assertThat(this.login.login(this.email, PASSWORD)).isInstanceOf(Opened.class);
	}

	private void fail(int times, String address) {
		for (int i = 0; i < times; i++) {
			assertThat(this.login.login(address, "wrong")).isInstanceOf(Refused.class);
		}
	}

	private long failures() {
		return this.jdbc.sql("select count(*) from login_failure").query(Long.class).single();
	}

	/** As strong as the library allows to be weak, so that tests are fast. */
	private static final class CountingEncoder implements PasswordEncoder {

		private final PasswordEncoder bcrypt = new BCryptPasswordEncoder(4);

		private final AtomicInteger compared = new AtomicInteger();

		@Override
		public @Nullable String encode(@Nullable CharSequence password) {
			return this.bcrypt.encode(password);
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
			this.compared.incrementAndGet();
			return this.bcrypt.matches(password, encoded);
		}

	}

}
