package io.onerow.security.issuer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.onerow.DatabaseAccess;
import io.onerow.Onerow;
import io.onerow.SettableClock;
import io.onerow.TestDatabase;
import io.onerow.security.Caller;
import io.onerow.upsert.UnreadableStore;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SigningKeysIntegrationTests {

	private static final String SECRET = "0123456789abcdef".repeat(4);

	private static final String OTHER_SECRET = "fedcba9876543210".repeat(4);

	private final String schema = "keys_" + UUID.randomUUID().toString().replace('-', '_');

	private final DriverManagerDataSource database = database(this.schema);

	private final JdbcClient jdbc = JdbcClient.create(this.database);

	private final EntityManagerFactory entities = entities(this.database);

	@BeforeEach
	void startWithoutAKey() {
		this.jdbc.sql("create schema " + this.schema).update();
		this.jdbc
			.sql("create table signing_key (kid text primary key, jwk text not null, "
					+ "created_at timestamptz not null default now())")
			.update();
	}

	@AfterEach
	void close() {
		this.entities.close();
	}

	@Test
	void instancesThatStartAtOnceShareOneKey() throws Exception {
		int instances = 4;
		CyclicBarrier barrier = new CyclicBarrier(instances);
		ExecutorService threads = Executors.newFixedThreadPool(instances);
		List<Future<SigningKeys>> starting = new ArrayList<>();
		for (int i = 0; i < instances; i++) {
			starting.add(threads.submit(() -> {
				barrier.await();
				return keys(Clock.systemUTC());
			}));
		}
		Set<String> kids = new HashSet<>();
		for (Future<SigningKeys> started : starting) {
			all(started.get()).forEach((key) -> kids.add(key.getKeyID()));
		}
		threads.shutdown();
		assertThat(kids).hasSize(1);
		assertThat(this.jdbc.sql("select count(*) from signing_key").query(Long.class).single()).isEqualTo(1);
	}

	@Test
	void newKeySignsWhenOthersHaveHadTheTimeToLearnOfIt() throws Exception {
		SettableClock clock = new SettableClock();
		SigningKeys keys = keys(clock);
		String first = all(keys).get(0).getKeyID();
		this.jdbc.sql("update signing_key set created_at = created_at - interval '1 day'").update();
		String newer = add().getKeyID();
		clock.pass(59);
		assertThat(kids(keys)).containsExactly(first);
		clock.pass(1);
		assertThat(kids(keys)).as("it is published").containsExactly(first, newer);
		clock.pass(180);
		assertThat(kids(keys)).containsExactly(first, newer);
		clock.pass(60);
		assertThat(kids(keys)).as("and signs").containsExactly(newer, first);
		assertThat(kids(keys(clock))).containsExactly(newer, first);
	}

	@Test
	void keyThatIsRemovedIsForgottenAndAnOutageForgetsNone() throws Exception {
		SettableClock clock = new SettableClock();
		SigningKeys keys = keys(clock);
		String first = all(keys).get(0).getKeyID();
		String newer = add().getKeyID();
		this.jdbc.sql("delete from signing_key where kid = ?").param(first).update();
		clock.pass(60);
		assertThat(kids(keys)).containsExactly(newer);
		this.jdbc.sql("alter table signing_key rename to away").update();
		clock.pass(60);
		assertThat(kids(keys)).containsExactly(newer);
	}

	@Test
	void keyIsEncryptedWhereThereIsASecretAndReadHoweverItWasStored() throws Exception {
		String plain = all(keys(Clock.systemUTC())).get(0).toJSONString();
		assertThat(stored()).isEqualTo(plain).contains("\"d\":");
		assertThat(all(keys(Clock.systemUTC(), SECRET)).get(0).toJSONString()).isEqualTo(plain);
		this.jdbc.sql("delete from signing_key").update();
		String made = all(keys(Clock.systemUTC(), SECRET)).get(0).toJSONString();
		assertThat(stored()).startsWith(KeyEncryption.MARK).doesNotContain("kty").doesNotContain("\"");
		assertThat(all(keys(Clock.systemUTC(), OTHER_SECRET, SECRET)).get(0).toJSONString()).isEqualTo(made);
		for (String[] secrets : List.of(new String[0], new String[] { OTHER_SECRET })) {
			assertThatExceptionOfType(UnreadableStore.class).isThrownBy(() -> keys(Clock.systemUTC(), secrets))
				.withMessageContaining("onerow.security.signing-keys.secrets")
				.withNoCause();
		}
	}

	@Test
	void secretThatIsTooWeakIsRefusedAndNotQuoted() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new SigningKeyProperties(List.of(SECRET, "canary")))
			.withMessageNotContaining("canary");
		assertThat(new SigningKeyProperties(List.of(SECRET)).toString()).doesNotContain(SECRET);
	}

	private String stored() {
		return this.jdbc.sql("select jwk from signing_key").query(String.class).single();
	}

	private static List<String> kids(SigningKeys keys) throws KeySourceException {
		return all(keys).stream().map(JWK::getKeyID).toList();
	}

	@Test
	void keyOfAnotherInstanceIsFoundWhenATokenNamesIt() throws Exception {
		SettableClock clock = new SettableClock();
		SigningKeys keys = keys(clock);
		RSAKey newer = add();
		assertThat(named(keys, newer.getKeyID())).isEmpty();
		clock.pass(10);
		assertThat(named(keys, newer.getKeyID())).hasSize(1);
	}

	@Test
	void restartVoidsNoToken() {
		String token;
		try (ConfigurableApplicationContext first = start()) {
			Registration.of(first, "restart", "restart-client");
			token = caller(first).token("restart-client", Registration.SECRET);
			assertThat(caller(first).with(token, "GET", "/echo/x").statusCode()).isEqualTo(200);
		}
		try (ConfigurableApplicationContext second = start()) {
			assertThat(caller(second).with(token, "GET", "/echo/x").statusCode()).isEqualTo(200);
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Onerow.class).profiles("echo")
			.initializers(new TestDatabase())
			.run("--server.port=0");
	}

	private static Caller caller(ConfigurableApplicationContext context) {
		return new Caller(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private SigningKeys keys(Clock clock, String... secrets) {
		SigningKeyRepository stored = new JpaRepositoryFactory(
				SharedEntityManagerCreator.createSharedEntityManager(this.entities))
			.getRepository(SigningKeyRepository.class);
		return new SigningKeys(stored, new KeyEncryption(new SigningKeyProperties(List.of(secrets))),
				new TransactionTemplate(new JpaTransactionManager(this.entities)), clock);
	}

	@Test
	void storedKeyThatCannotBeReadIsNotTheFaultOfAToken() throws Exception {
		SettableClock clock = new SettableClock();
		SigningKeys keys = keys(clock);
		this.jdbc.sql("insert into signing_key values ('unreadable', '{\"canary\": 1}', now())").update();
		clock.pass(10);
		assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> named(keys, "unknown"))
			.withCauseInstanceOf(UnreadableStore.class)
			.withStackTraceContaining("signing key")
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.getCause()).doesNotContain("canary"));
	}

	private RSAKey add() throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
		this.jdbc.sql("insert into signing_key values (:kid, :jwk, now() + interval '1 minute')")
			.param("kid", key.getKeyID())
			.param("jwk", key.toJSONString())
			.update();
		return key;
	}

	private static List<JWK> all(SigningKeys keys) throws KeySourceException {
		return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
	}

	private static List<JWK> named(SigningKeys keys, String kid) throws KeySourceException {
		return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null);
	}

	private static DriverManagerDataSource database(String schema) {
		DatabaseAccess access = TestDatabase.access();
		DriverManagerDataSource database = new DriverManagerDataSource(access.url(), access.username(),
				access.password());
		database.setSchema(schema);
		return database;
	}

	private static EntityManagerFactory entities(DriverManagerDataSource database) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(database);
		factory.setManagedTypes(PersistenceManagedTypes.of(SigningKey.class.getName()));
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.afterPropertiesSet();
		return Objects.requireNonNull(factory.getObject());
	}

}
