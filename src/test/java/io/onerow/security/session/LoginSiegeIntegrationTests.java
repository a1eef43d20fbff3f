package io.onerow.security.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.SettableClock;
import io.onerow.security.secrets.CountingEncoder;
import io.onerow.security.secrets.SecurityLimits;
import io.onerow.security.secrets.TryLater;
import io.onerow.security.session.LoginResult.Opened;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One account that is guessed at from many addresses. */
@IntegrationTest
class LoginSiegeIntegrationTests {

	private static final TenantId TENANT = new TenantId("sieges");

	private static final String PASSWORD = "a password of tests";

	private static final String HOME = "192.0.2.1";

	private static final String HOTEL = "192.0.2.2";

	/** What strangers are given back in one. */
	private static final int TURN = 100;

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

	private Login login;

	private String email;

	@BeforeEach
	void newUser() {
		this.tenants.ensure(TENANT);
		Users users = new Users(this.userRows, this.encoder.secrets(this.limits, this.clock), this.clock);
		this.email = UUID.randomUUID() + "@sieges.example";
		users.ensure(TENANT, this.email, PASSWORD, Set.of("accounts:all"));
		LoginGuard guard = new LoginGuard(new LoginPairs(this.pairs, this.limits, this.clock),
				new LoginAllowances(this.allowances, this.limits, this.clock),
				new LoginLine(this.pairs, this.allowances, this.transactions, this.limits, this.clock),
				new ForgottenLogins(this.pairs, this.allowances, this.clock));
		this.login = new Login(users, guard, new Sessions(this.sessions, this.clock),
				this.encoder.secrets(this.limits, this.clock));
	}

	@Test
	void fewerThanAHundredPasswordsAnHourAreComparedFromAnywhere() {
		assertThat(logIn(HOME)).isInstanceOf(Opened.class);
		int before = this.encoder.compared();
		for (int second = 0; second < 3_600; second += TURN) {
			guess(HOME);
			guessFrom(20);
			this.clock.pass(TURN);
		}
		assertThat(this.encoder.compared() - before).isBetween(55, 99);
	}

	@Test
	void personIsNotKeptWaitingByOneStranger() {
		for (int hour = 0; hour < 5; hour++) {
			for (int minute = 0; minute < 60; minute += 5) {
				guess("198.51.100.1");
				guess("198.51.100.1");
				this.clock.pass(300);
			}
			assertThat(logIn("203.0.113." + hour)).isInstanceOf(Opened.class);
		}
	}

	@Test
	void personIsNotKeptWaitingWhereTheAccountIsKnown() {
		assertThat(logIn(HOME)).isInstanceOf(Opened.class);
		for (int round = 0; round < 3; round++) {
			guessFrom(40);
			assertThat(logIn(HOME)).isInstanceOf(Opened.class);
			this.clock.pass(TURN);
		}
	}

	@Test
	void personGetsATurnAtANewAddressHoweverOftenOthersAsk() {
		guessFrom(45);
		long waiting = waitAt(HOTEL);
		assertThat(waiting).isBetween(1L, 21L * TURN);
		for (long second = 0; second < waiting; second += TURN) {
			guessFrom(45);
			this.clock.pass(TURN);
		}
		assertThat(logIn(HOTEL)).isInstanceOf(Opened.class);
	}

	@Test
	void turnIsOneHoweverOftenItIsAskedFor() throws Exception {
		guessFrom(30);
		long first = waitAt(HOTEL);
		assertThat(Race.of(8, (i) -> () -> waitAt(HOTEL))).containsOnly(first);
		assertThat(waitAt(HOME)).isEqualTo(first + TURN);
	}

	@Test
	void addressThatAsksForTheFirstTimeSideBySideHasOneTurn() throws Exception {
		guessFrom(30);
		List<Long> waits = Race.of(8, (i) -> () -> waitAt(HOTEL));
		assertThat(waits).containsOnly(waits.get(0));
		assertThat(waitAt(HOME)).isEqualTo(waits.get(0) + TURN);
	}

	@Test
	void turnIsUsedOnce() throws Exception {
		guessFrom(30);
		this.clock.pass(waitAt(HOTEL));
		int before = this.encoder.compared();
		Race.of(8, (i) -> () -> guess(HOTEL));
		assertThat(this.encoder.compared()).isEqualTo(before + 1);
	}

	@Test
	void turnThatNobodyUsesIsOver() {
		guessFrom(30);
		this.clock.pass(waitAt(HOTEL));
		this.clock.pass(600);
		guessFrom(30);
		assertThat(waitAt(HOTEL)).isPositive();
	}

	@Test
	void lineHasAnEnd() {
		guessFrom(90);
		assertThat(waitAt(HOTEL)).isEqualTo(TURN);
		this.clock.pass(TURN);
		assertThat(waitAt(HOTEL)).isGreaterThan(50L * TURN);
	}

	private LoginResult logIn(String address) {
		return this.login.login(this.email, PASSWORD, address);
	}

	private long waitAt(String address) {
		List<Long> seconds = new ArrayList<>();
		assertThatExceptionOfType(TryLater.class).isThrownBy(() -> this.login.login(this.email, "wrong", address))
			.satisfies((later) -> seconds.add(later.seconds()));
		return seconds.get(0);
	}

	private void guessFrom(int addresses) {
		for (int i = 0; i < addresses; i++) {
			guess("198.51.100." + i);
		}
	}

	private boolean guess(String address) {
		try {
			this.login.login(this.email, "wrong", address);
			return true;
		}
		catch (TryLater ex) {
			return false;
		}
	}

}
