package io.onerow.contact;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.Race;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.policy.MatchPolicy;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.MatchingService;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.UpsertResult;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Persons of whom more is said than a name, an address and a language: however they
 * travel, they become what they become one after the other, each read whole under locks.
 */
@IntegrationTest
class PersonsInARowIntegrationTests {

	private static final int CASES = 30;

	private static final int ROWS = 30;

	private static final List<String> NAMES = List.of("Anna Magdalena", "Anna Magdalene", "Johann Sebastian",
			"Johan Sebastian", "Johan Sebastien", "Clara Wieck", "Fanny Hensel");

	@Autowired
	private ContactService contacts;

	@Autowired
	private ContactRepository repository;

	@Autowired
	private MatchingService matching;

	@Autowired
	private Reviews reviews;

	@Autowired
	private AccountService accounts;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	private TenantId tenant;

	@BeforeEach
	void tenant() {
		this.tenant = this.tenants.ensure(new TenantId("inarow")).id();
	}

	@Test
	void manyBecomeWhatEachBecomesByItself() {
		Property.holds(CASES, (random) -> {
			List<Said> rows = new ArrayList<>();
			for (int i = 0; i < ROWS; i++) {
				rows.add(said(random));
			}
			Directory together = account();
			Directory alone = account();
			List<String> told = new ArrayList<>();
			for (int from = 0; from < ROWS; from += ROWS / 2) {
				this.contacts
					.upsertAll(together, rows.subList(from, from + ROWS / 2).stream().map(Said::contact).toList(),
							IntUnaryOperator.identity())
					.forEach((result) -> told.add(told(result)));
			}
			List<String> expected = rows.stream().map((row) -> told(wholeUnderLocks(alone, row.contact()))).toList();
			assertThat(told).as(rows.toString()).isEqualTo(expected);
			assertThat(stored(together)).as(rows.toString()).containsExactlyInAnyOrderElementsOf(stored(alone));
		});
	}

	private UpsertResult<Contact> wholeUnderLocks(Directory directory, SentContact contact) {
		PersonCards cards = PersonCards.of(directory, this.repository, Clock.systemUTC(), MatchPolicy.SEED,
				this.reviews);
		try {
			return new UpsertResult.Saved<>(this.matching.upsert(directory.plan(), cards, contact));
		}
		catch (RuntimeException ex) {
			return new UpsertResult.Refused<>(ex);
		}
	}

	private static String told(UpsertResult<Contact> result) {
		if (result instanceof UpsertResult.Saved<Contact> saved) {
			Upserted<Contact> upserted = saved.upserted();
			Contact contact = upserted.value();
			return upserted.outcome() + " " + upserted.receipt() + " " + contact.version() + " " + contact.fullName()
					+ " " + contact.email() + " " + contact.language() + " " + contact.attributes().get("phone") + " "
					+ contact.attributes().get("address");
		}
		return ((UpsertResult.Refused<Contact>) result).why().getClass().getSimpleName();
	}

	/** With the history of each, but for ids and times. */
	private List<Map<String, Object>> stored(Directory directory) {
		return this.jdbc
			.sql("""
					select c.full_name, c.name_key, c.name_letters, c.email, c.email_key, c.email_status, c.language,
						c.attributes::text, c.version, c.key_version, (
							select count(*) from contact_name n where n.tenant_id = c.tenant_id
								and n.directory_id = c.directory_id and n.contact_id = c.contact_id
						) as names, (
							select string_agg(concat_ws(' ', h.version, h.outcome, h.receipt, h.policy, h.sent_name, h.before, h.after), ', ' order by h.version)
							from history h where h.tenant_id = c.tenant_id and h.record_id = c.contact_id
						) as history
					from contact c where c.tenant_id = ? and c.directory_id = ?""")
			.params(directory.tenant().value(), directory.id())
			.query()
			.listOfRows();
	}

	@Test
	void ofManyWhoSayTheSameOneIsCreated() throws Exception {
		Directory directory = account();
		List<Outcome> outcomes = Race.of(16, (i) -> () -> {
			Said said = new Said((i % 2 == 0) ? "Johann Sebastian" : "Johan Sebastian",
					(i % 4 < 2) ? "a@x.example" : null, "de", "+49 30 " + i, null);
			return this.contacts.upsert(directory, said.contact()).outcome();
		});
		assertThat(outcomes).containsOnlyOnce(Outcome.CREATED);
		assertThat(stored(directory)).hasSize(1);
	}

	private Directory account() {
		return Directory.ofAccount(this.tenant,
				this.accounts.create(AccountScope.of(this.tenant), AccountChanges.ofName("In a row")).id());
	}

	private static Said said(RandomGenerator random) {
		return new Said(one(random, NAMES, 6), one(random, List.of("a@x.example", "b@x.example", "c@x.example"), 2),
				one(random, List.of("de", "fr"), 6), one(random, List.of("1", "2", "3"), 3),
				one(random, List.of("Main Street", "Main  Street", "Other Road"), 2));
	}

	/** One of them, or, once in so many times, none. */
	private static @Nullable String one(RandomGenerator random, List<String> values, int none) {
		return (random.nextInt(none) == 0) ? null : values.get(random.nextInt(values.size()));
	}

	/** What a row says. */
	private record Said(@Nullable String fullName, @Nullable String email, @Nullable String language,
			@Nullable String phone, @Nullable String street) {

		SentContact contact() {
			ContactChanges changes = ContactChanges.ofPerson(change(this.fullName), change(this.email),
					change(this.language), List.of("fullName", "language"));
			Map<String, Change<JsonNode>> more = new HashMap<>();
			if (this.phone != null) {
				more.put("phone", Change.set(StringNode.valueOf(this.phone)));
			}
			if (this.street != null) {
				more.put("address", Change.set(JsonNodeFactory.instance.objectNode().put("street", this.street)));
			}
			return SentContact.byAddressOrName(changes.with(Change.keep(), AttributesPatch.of(more)));
		}

		private static Change<String> change(@Nullable String text) {
			return (text != null) ? Change.set(text) : Change.keep();
		}

	}

}
