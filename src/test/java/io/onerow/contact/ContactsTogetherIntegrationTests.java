package io.onerow.contact;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.contact.ContactFunctions.Reply;
import io.onerow.matching.Candidate;
import io.onerow.matching.Match;
import io.onerow.matching.NameKey;
import io.onerow.matching.Receipt;
import io.onerow.policy.MatchPolicy;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Upserted;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Upserts that travel together: each is answered as if it had come alone. */
@IntegrationTest
class ContactsTogetherIntegrationTests {

	@Autowired
	private ContactService contacts;

	@Autowired
	private ContactRepository repository;

	@Autowired
	private Reviews reviews;

	@Autowired
	private ContactConvoys convoys;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private Directory directory;

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@BeforeEach
	void emptyAccount() {
		TenantId tenant = this.tenants.ensure(new TenantId("together")).id();
		this.directory = Directory.ofAccount(tenant,
				this.accounts.create(AccountScope.of(tenant), AccountChanges.ofName("Together")).id());
	}

	@Test
	void eachIsAnsweredByItself() {
		Contact anna = this.contacts.upsert(this.directory, person("Anna Magdalena", "anna@acme.com", "de")).value();
		Contact clara = this.contacts.upsert(this.directory, person("Clara Wieck", "clara@acme.com", "de")).value();
		Directory none = Directory.ofAccount(this.directory.tenant(), UUID.randomUUID());
		SentContact near = person("Clara Wiek", null, null);
		Match.Found<UUID> gone = new Match.Found<>(Candidate.named(clara.id(), NameKey.of("Fanny Mendelssohn"), 1),
				Receipt.by(Receipt.Rule.NONE));
		List<Optional<Supplier<Reply>>> replies = sendAll(
				List.of(ContactTrip.byEmail(this.directory, person(null, "anna@acme.com", "fr"), WriteContext.SERVICE),
						ContactTrip.byEmail(this.directory, person(null, "anna@acme.com", "fr"), WriteContext.SERVICE),
						ContactTrip.byEmail(this.directory, person(null, "nobody@acme.com", "fr"),
								WriteContext.SERVICE),
						trip(this.directory, person("Amalie Zephyrine", "zoe@acme.com", "en"), null),
						trip(this.directory, person("Amalie Zephyrine", "zoe@acme.com", "it"), null),
						trip(this.directory, near, null),
						trip(this.directory, person("Nanette Streicher", null, null), null),
						trip(this.directory, near, gone), trip(none, person("Johann Sebastian", null, "de"), null)),
				Instant.now());
		assertReply(replies.get(0), Outcome.UPDATED, anna.id(), "fr", 2);
		assertReply(replies.get(1), Outcome.UNCHANGED, anna.id(), "fr", 2);
		assertThat(reply(replies.get(2))).isEqualTo(new Reply(null, null, List.of(), true));
		Contact zoe = Objects.requireNonNull(reply(replies.get(3)).contact());
		assertReply(replies.get(3), Outcome.CREATED, zoe.id(), "en", 1);
		assertReply(replies.get(4), Outcome.UPDATED, zoe.id(), "it", 2);
		assertThat(reply(replies.get(5)).candidates())
			.containsExactly(Candidate.named(clara.id(), NameKey.of("Clara Wieck"), 1));
		assertThat(reply(replies.get(6))).isEqualTo(new Reply(null, null, List.of(), true));
		assertThatThrownBy(() -> reply(replies.get(7))).isInstanceOf(RacedException.class);
		assertThatThrownBy(() -> reply(replies.get(8))).isInstanceOf(NotFound.class);
		assertThat(this.contacts.get(this.directory, zoe.id())).isEqualTo(reply(replies.get(4)).contact());
	}

	@Test
	void thoseWithNearNamesAreDecidedInARow() {
		PersonRecords records = new PersonRecords(this.directory, this.repository, Clock.systemUTC(),
				Caffeine.newBuilder().build(),
				PersonCards.of(this.directory, this.repository, Clock.systemUTC(), MatchPolicy.SEED, this.reviews),
				WriteContext.SERVICE);
		List<PersonUpsert> upserts = IntStream.range(0, 5)
			.mapToObj((i) -> new PersonUpsert(records, person("Johann Meyer " + i, i + "@acme.com", "de")))
			.toList();
		List<Upserted<Contact>> upserted = this.convoys.call(upserts, () -> {
		}).stream().map(Supplier::get).toList();
		assertThat(upserted).extracting(Upserted::outcome)
			.containsExactly(Outcome.CREATED, Outcome.UPDATED, Outcome.UPDATED, Outcome.UPDATED, Outcome.UPDATED);
		assertThat(upserted).extracting((one) -> one.value().version()).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(upserted).extracting((one) -> one.value().id()).containsOnly(upserted.get(0).value().id());
		assertThat(upserts).noneMatch(PersonUpsert::hasRaced);
		// the first was written when the second looked
		assertThat(upserts).extracting(PersonUpsert::follows).containsExactly(false, false, true, true, true);
	}

	@Test
	void whoIsKnownToBeAnotherIsChosenByNobody() {
		Contact clara = this.contacts.upsert(this.directory, person("Clara Wieck", "clara@acme.com", "de")).value();
		SentContact near = person("Clara Wiek", null, null);
		ContactTrip chosen = trip(this.directory, near, new Match.Found<>(
				Candidate.named(clara.id(), NameKey.of("Clara Wieck"), 1), Receipt.by(Receipt.Rule.NONE)));
		this.jdbc
			.sql("insert into contact_different (tenant_id, directory_id, contact_id, name_key) values (?, ?, ?, ?)")
			.params(this.directory.tenant().value(), this.directory.id(), clara.id(), NameKey.of("Clara Wiek").value())
			.update();
		assertThatThrownBy(() -> reply(sendAll(List.of(chosen, chosen), Instant.now()).get(0)))
			.isInstanceOf(RacedException.class);
	}

	@Test
	void whatIsUnchangedMayNotBeOnDiskYet() {
		this.contacts.upsert(this.directory, person("Anna Magdalena", "anna@acme.com", "de"));
		boolean wasInMemory = false;
		boolean wasOnDisk = false;
		// what else writes may come between
		for (int i = 0; i < 50 && !(wasInMemory && wasOnDisk); i++) {
			List<ContactTrip> trips = trips((i % 2 == 0) ? "en" : "fr");
			assertThat(this.repository.sendAll(trips, false, Instant.now()).areOnDisk()).isFalse();
			wasInMemory |= !this.repository.sendAll(trips, false, Instant.now()).areOnDisk();
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.sql("set local synchronous_commit = on").update();
				this.jdbc.sql("select pg_logical_emit_message(true, 'test', '')").query().singleValue();
			});
			wasOnDisk |= this.repository.sendAll(trips, false, Instant.now()).areOnDisk();
		}
		assertThat(wasInMemory).isTrue();
		assertThat(wasOnDisk).isTrue();
	}

	private List<ContactTrip> trips(String language) {
		ContactTrip trip = ContactTrip.byEmail(this.directory, person(null, "anna@acme.com", language),
				WriteContext.SERVICE);
		return List.of(trip, trip);
	}

	@Test
	void oneThatWaitsForAnotherGoesAlone() throws Exception {
		whileLocked(() -> {
			List<Optional<Supplier<Reply>>> replies = sendAll(List.of(
					ContactTrip.byEmail(this.directory, person(null, "anna@acme.com", "fr"), WriteContext.SERVICE),
					trip(this.directory, person("Clara Wieck", "clara@acme.com", "de"), null)), Instant.now());
			assertThat(replies.get(0)).isEmpty();
			assertThat(reply(replies.get(1)).outcome()).isEqualTo(Outcome.CREATED);
		});
	}

	@Test
	void thoseWhoWaitForAnotherHoldNobodyUp() throws Exception {
		List<Future<Upserted<Contact>>> waiting = new ArrayList<>();
		whileLocked(() -> {
			for (int i = 0; i < 6; i++) {
				waiting.add(this.threads
					.submit(() -> this.contacts.upsert(this.directory, person(null, "anna@acme.com", "it"))));
			}
			for (int i = 0; i < 20; i++) {
				assertThat(this.contacts.upsert(this.directory, person(name(i), i + "@acme.com", "en")).outcome())
					.isEqualTo(Outcome.CREATED);
			}
			assertThat(waiting).noneMatch(Future::isDone);
		});
		List<Outcome> outcomes = new ArrayList<>();
		for (Future<Upserted<Contact>> one : waiting) {
			outcomes.add(one.get(10, TimeUnit.SECONDS).outcome());
		}
		assertThat(outcomes).containsOnlyOnce(Outcome.UPDATED).contains(Outcome.UNCHANGED);
	}

	/** While another transaction has locked the one contact that there is. */
	private void whileLocked(Runnable work) throws Exception {
		this.contacts.upsert(this.directory, person("Anna Magdalena", "anna@acme.com", "de"));
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<?> holder = this.threads.submit(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("select 1 from contact where tenant_id = ? and directory_id = ? for update")
				.params(this.directory.tenant().value(), this.directory.id())
				.query(Integer.class)
				.list();
			locked.countDown();
			await(release);
		}));
		try {
			await(locked);
			work.run();
		}
		finally {
			release.countDown();
			holder.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void oneThatTheDatabaseRefusesTakesNobodyAlong() {
		TestDatabase.access().asOwner("alter table contact add constraint refused check (language <> 'xx') not valid");
		try {
			List<Optional<Supplier<Reply>>> replies = sendAll(IntStream.range(0, 5)
				.mapToObj((i) -> trip(this.directory, person(name(i), null, (i == 2) ? "xx" : "en"), null))
				.toList(), Instant.now());
			assertThat(replies.get(2)).isEmpty();
			assertThat(replies.stream().filter(Optional::isPresent).map((one) -> reply(one).outcome())).hasSize(4)
				.containsOnly(Outcome.CREATED);
		}
		finally {
			TestDatabase.access().asOwner("alter table contact drop constraint refused");
		}
	}

	private List<Optional<Supplier<Reply>>> sendAll(List<ContactTrip> trips, Instant now) {
		return this.repository.sendAll(trips, false, now).replies();
	}

	private static void assertReply(Optional<Supplier<Reply>> answer, Outcome outcome, UUID id, String language,
			long version) {
		Reply reply = reply(answer);
		assertThat(reply.outcome()).isEqualTo(outcome);
		assertThat(reply.contact()).isNotNull()
			.extracting(Contact::id, Contact::language, Contact::version)
			.containsExactly(id, language, version);
	}

	private static Reply reply(Optional<Supplier<Reply>> answer) {
		return answer.orElseThrow().get();
	}

	private static ContactTrip trip(Directory directory, SentContact sent, Match.@Nullable Found<UUID> chosen) {
		Guard guard = (chosen != null) ? Guard.NONE : Guard.of(KeyLocks.NONE, sent.sought(), List.of());
		return new ContactTrip(directory, sent, UUID.randomUUID(), guard, chosen, WriteContext.SERVICE);
	}

	/** Far from all others. */
	private static String name(int number) {
		return Character.toString('a' + number).repeat(6) + " " + Character.toString('A' + number).repeat(7);
	}

	private static SentContact person(@Nullable String fullName, @Nullable String email, @Nullable String language) {
		return SentContact
			.byAddressOrName(ContactChanges.ofPerson(sent(fullName), sent(email), sent(language), List.of()));
	}

	private static Change<String> sent(@Nullable String text) {
		return (text != null) ? Change.set(text) : Change.keep();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
