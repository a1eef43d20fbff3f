package io.onerow.security.session;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.security.secrets.CountingEncoder;
import io.onerow.security.secrets.Secrets;
import io.onerow.security.secrets.SecurityLimits;
import io.onerow.security.session.LoginResult.Locked;
import io.onerow.security.session.LoginResult.Opened;
import io.onerow.security.session.LoginResult.Refused;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The lock of a login at one network address, and what it does not tell. */
@IntegrationTest
class LoginIntegrationTests {

	private static final TenantId TENANT = new TenantId("logins");

	private static final String PASSWORD = "a password of tests";

	private static final String HOME = "192.0.2.1";

	private static final String ELSEWHERE = "192.0.2.2";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UserRepository userRows;

	@Autowired
	private SessionRepository sessions;

	@Autowired
	private LoginPairRepository pairs;

	@Autowired
	private LoginAllowanceRepository allowances;

	@Autowired
	private Tenants tenants;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private SecurityLimits limits;

	private final SettableClock clock = new SettableClock();

	private final CountingEncoder encoder = new CountingEncoder();

	private Users users;

	private Login login;

	private String email;

	@BeforeEach
	void newUser() {
		this.tenants.ensure(TENANT);
		this.users = new Users(this.userRows, this.encoder.secrets(this.limits, this.clock), this.clock);
		this.email = UUID.randomUUID() + "@logins.example";
		this.users.ensure(TENANT, this.email, PASSWORD, Set.of("accounts:all"));
		this.login = instance();
	}

	private Login instance() {
		return instance(this.encoder.secrets(this.limits, this.clock));
	}

	private Login instance(Secrets secrets) {
		LoginGuard guard = new LoginGuard(new LoginPairs(this.pairs, this.limits, this.clock),
				new LoginAllowances(this.allowances, this.limits, this.clock),
				new LoginLine(this.pairs, this.allowances, this.transactions, this.limits, this.clock),
				new ForgottenLogins(this.pairs, this.allowances, this.clock));
		return new Login(this.users, guard, new Sessions(this.sessions, this.clock), secrets);
	}

	@Test
	void rightPasswordOpensASessionInAnySpellingOfTheAddress() {
		assertThat(this.login.login(" " + this.email.toUpperCase(Locale.ROOT), PASSWORD, HOME))
			.isInstanceOf(Opened.class);
		assertThat(this.login.login(this.email, PASSWORD + " ", HOME)).isInstanceOf(Refused.class);
	}

	@Test
	void lockEndsFifteenMinutesAfterTheFifthFailure() {
		fail(5, this.email);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Locked.class);
		this.clock.pass(899);
		assertThat(this.login.login(this.email, "wrong", HOME)).isInstanceOf(Locked.class);
		assertThat(instance().login(this.email, PASSWORD, HOME)).isInstanceOf(Locked.class);
		this.clock.pass(1);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
	}

	@Test
	void strangersFailuresLockNobodyElsewhere() {
		fail(5, this.email);
		assertThat(this.login.login(this.email, "wrong", HOME)).isInstanceOf(Locked.class);
		assertThat(this.login.login(this.email, "wrong", ELSEWHERE)).isNotInstanceOf(Locked.class);
	}

	@Test
	void successForgetsTheFailuresBeforeIt() {
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
	}

	@Test
	void failuresOfLongAgoDoNotCount() {
		fail(4, this.email);
		this.clock.pass(900);
		fail(4, this.email);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
	}

	@Test
	void everyWrongPasswordIsComparedOnceAndNoneBehindTheLock() {
		String nobody = "nobody-" + this.email;
		for (int i = 0; i < 7; i++) {
			for (String address : List.of(this.email, nobody)) {
				int before = this.encoder.compared();
				this.login.login(address, "wrong", HOME);
				assertThat(this.encoder.compared()).isEqualTo((i < 5) ? before + 1 : before);
			}
		}
		assertThat(this.login.login(nobody, "wrong", HOME)).isEqualTo(this.login.login(this.email, "wrong", HOME));
	}

	@Test
	void rightPasswordIsNotHashedAgainUntilItIsChanged() {
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
		int hashed = this.encoder.compared();
		assertThat(this.login.login(this.email, PASSWORD, ELSEWHERE)).isInstanceOf(Opened.class);
		assertThat(this.encoder.compared()).isEqualTo(hashed);
		this.jdbc.sql("update app_user set password_hash = ? where email_key = ?")
			.params(this.encoder.encode("another password"), this.email)
			.update();
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Refused.class);
	}

	@Test
	void guessesSideBySideAreNotMoreThanGuessesInARow() throws Exception {
		List<Login> instances = List.of(this.login, instance());
		List<LoginResult> results = Race.of(32,
				(i) -> () -> instances.get(i % 2).login(this.email, "guess " + i, HOME));
		assertThat(results).filteredOn((result) -> result instanceof Refused).hasSize(5);
		assertThat(results).filteredOn((result) -> result instanceof Locked).hasSize(27);
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Locked.class);
	}

	@Test
	void rightPasswordsSideBySideAreNoFailures() throws Exception {
		List<Login> instances = List.of(this.login, instance());
		assertThat(Race.of(16, (i) -> () -> instances.get(i % 2).login(this.email, PASSWORD, HOME)))
			.allMatch((result) -> result instanceof Opened);
	}

	@Test
	void strangersLeaveNoAddressAndNothingForEver() {
		String stranger = UUID.randomUUID() + "@nowhere.example";
		fail(1, stranger);
		long kept = failures();
		this.clock.pass(900);
		fail(1, stranger);
		assertThat(failures()).isLessThanOrEqualTo(kept);
		assertThat(
				this.jdbc.sql("select count(*) from login_pair where position(convert_to(?, 'UTF8') in email_hash) > 0")
					.param(stranger)
					.query(Long.class)
					.single())
			.isZero();
	}

	@Test
	void addressBelongsToOneTenant() {
		TenantId other = this.tenants.ensure(new TenantId("logins-2")).id();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.users.ensure(other, this.email, PASSWORD, Set.of("accounts:all")));
		this.users.ensure(TENANT, this.email, "another password", Set.of("accounts:all"));
		assertThat(this.login.login(this.email, PASSWORD, HOME)).isInstanceOf(Opened.class);
	}

	private void fail(int times, String address) {
		for (int i = 0; i < times; i++) {
			assertThat(this.login.login(address, "wrong", HOME)).isInstanceOf(Refused.class);
		}
	}

	private long failures() {
		return this.jdbc.sql("""
				select (select count(*) from login_pair) + (select count(*) from login_allowance)""")
			.query(Long.class)
			.single();
	}

}
