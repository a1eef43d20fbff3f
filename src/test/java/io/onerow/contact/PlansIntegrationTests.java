package io.onerow.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import io.onerow.RowsRead;
import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Person;
import io.onerow.matching.PostalAddress;
import io.onerow.matching.Probes;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.policy.KeptEvidence;
import io.onerow.policy.PolicyScope;
import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each function and statement reads of a directory with few and with many records:
 * by plans that were made while there were few, and by those that are made when there are
 * many.
 */
class PlansIntegrationTests {

	private static final Directory DIRECTORY = new Directory(new TenantId("t"), new UUID(0, 1),
			Directory.Kind.CONNECTION, PolicyScope.TENANT);

	private static final ListLimits LIMITS = new ListLimits(DataSize.ofKilobytes(512), DataSize.ofMegabytes(4),
			DataSize.ofKilobytes(256));

	private static final int MANY = 20_000;

	private static final int MOST = 150;

	private static final WriteContext BY = WriteContext.SERVICE;

	private static final ContactFunctions.SentName SEEN = new ContactFunctions.SentName(null,
			new Sighting(Set.of("email:a5"), "new"));

	private static final String ORIGIN = "array['client', 'wire', 'request', null, null]";

	private final Map<String, Runnable> calls = new LinkedHashMap<>();

	@Test
	void nothingReadsAWholeDirectory() throws Exception {
		try (RowsRead reads = RowsRead.in("onerow_plans")) {
			base(reads.jdbc());
			fill(reads.jdbc(), 1, 5);
			contacts(reads.jdbc());
			accounts(reads.jdbc());
			customers(reads.jdbc());
			history(reads.jdbc());
			assertFewAreRead(reads, "of few");
			reads.jdbc().execute("analyze");
			assertFewAreRead(reads, "of few, known to be few");
			fill(reads.jdbc(), 6, MANY);
			assertFewAreRead(reads, "of many, by plans for few");
			reads.jdbc().execute("analyze");
			assertFewAreRead(reads, "of many, by plans for many");
			reads.jdbc().execute("discard plans");
			assertFewAreRead(reads, "of many, by new plans");
		}
	}

	private void assertFewAreRead(RowsRead reads, String when) {
		Map<String, Long> many = new LinkedHashMap<>();
		this.calls.forEach((name, call) -> {
			long read = reads.by(call);
			if (read > MOST) {
				many.put(name, read);
			}
		});
		assertThat(many).as(when).isEmpty();
	}

	private void contacts(JdbcTemplate jdbc) {
		ContactFunctions functions = new ContactFunctionsJdbc(jdbc, LIMITS, new Kept(true));
		ContactFunctions plain = new ContactFunctionsJdbc(jdbc, LIMITS, new Kept(false));
		ContactLists lists = new ContactListsJdbc(JdbcClient.create(jdbc), LIMITS);
		SentContact near = named("Person number 5", null);
		Map<String, ContactTrip> trips = new LinkedHashMap<>();
		trips.put("hit by address", ContactTrip.byEmail(DIRECTORY, person("e5", "fr"), BY));
		trips.put("hit by address, unchanged", ContactTrip.byEmail(DIRECTORY, person("e5", "en"), BY));
		trips.put("another name", trip(named("Wolfgang Amadeus", "e5"), Guard.NONE));
		trips.put("near names", trip(near, Guard.of(KeyLocks.NONE, near.sought(), List.of())));
		trips.put("create of a person", trip(named("Wolfgang Amadeus", "new"), Guard.NONE));
		trips.forEach((name, trip) -> this.calls.put(name, () -> functions.send(trip, Instant.now())));
		for (MatchKey key : List.of(new MatchKey(KeyKind.ID, id(5).toString()), new MatchKey(KeyKind.EMAIL, "e5"),
				new MatchKey(KeyKind.EXTERNAL_ID, "x5"), new MatchKey(KeyKind.EMAIL, "a5"),
				new MatchKey(KeyKind.NUMBER, "5"))) {
			Sought sought = new Sought(Set.of(key), Set.of(), null);
			this.calls.put("look by " + key.kind() + " " + key.value(),
					() -> functions.find(DIRECTORY, List.of(sought), KeyLocks.NONE));
			this.calls.put("look by " + key.kind() + " " + key.value() + " and no alias",
					() -> plain.find(DIRECTORY, List.of(sought), KeyLocks.NONE));
		}
		NameSearch name = NameSearch.of("Person number 5");
		this.calls.put("contacts of a name", () -> functions.named(DIRECTORY, name, name, List.of(name.key())));
		this.calls.put("contacts of evidence", () -> functions.probed(DIRECTORY, name, probes(5, name), 100));
		Contact created = Contact.created(UUID.randomUUID(),
				SentContact.byAddresses(List.of("new"),
						ContactChanges.ofCard(Change.keep(), Change.set("new"), AttributesPatch.NONE, List.of(), null)),
				Instant.now());
		SentContact guarded = SentContact.byExternalIdOrAddress("new",
				ContactChanges.ofCard(Change.set("new"), Change.set("new"), AttributesPatch.NONE, List.of(), null));
		this.calls.put("create of a card", () -> functions.write(DIRECTORY, created, null, SEEN,
				Guard.of(KeyLocks.NONE, guarded.sought(), List.of()), Receipt.by(Receipt.Rule.NONE), BY));
		this.calls.put("changes", () -> lists.read(DIRECTORY, Order.CHANGE, new Position(2, id(2)), 10));
		this.calls.put("all by change", () -> lists.read(DIRECTORY, Order.FULL, new Position(2, id(2)), 10));
		this.calls.put("page", () -> lists.read(DIRECTORY, Order.CREATION, new Position(0, id(2)), 10));
		this.calls.put("page of an author", () -> lists.read(DIRECTORY, "a3", Position.START, 10));
		this.calls.put("list of ids", () -> lists.read(DIRECTORY, List.of(id(3), id(4))));
		this.calls.put("delete", () -> functions.delete(DIRECTORY, id(3), Instant.now(), BY));
	}

	private static ContactTrip trip(SentContact sent, Guard guard) {
		return new ContactTrip(DIRECTORY, sent, UUID.randomUUID(), guard, null, BY);
	}

	private void accounts(JdbcTemplate jdbc) {
		call(jdbc, "account by id",
				"account_find('t', 'c', '{}', '{}', array['%s']::uuid[], '{}', '{}', '{}')".formatted(id(4)));
		call(jdbc, "account by key", "account_find('t', 'c', '{}', '{}', '{}', '{w:5}', '{}', '{}')");
		call(jdbc, "account by source", "account_find('t', null, '{}', '{}', '{}', '{}', '{c}', '{s5}')");
		call(jdbc, "create of an account",
				"""
						account_write('t', '%s', 0, 'n', 'c', null, 'new', 'new', '{}', '{}', '{w:new}', now(), '{}', '{}', '{w:new}',
							'{}', false, 2, %s)"""
					.formatted(new UUID(9, 9), ORIGIN));
		call(jdbc, "changed accounts", "account_changes('t', 'c', 2, '%s', 10, true)".formatted(id(2)));
		call(jdbc, "delete of an account", "account_delete('t', '%s', now(), %s)".formatted(id(3), ORIGIN));
	}

	private void customers(JdbcTemplate jdbc) {
		call(jdbc, "customers recognized", "customer_trace('t', '{s,s}', '{3,4}')");
		call(jdbc, "customers by key", "customer_find('t', '{}', '{s,s}', '{3,4}')");
		call(jdbc, "customers by id", "customer_find('t', '{3,4}', '{}', '{}')");
		call(jdbc, "create of a customer",
				"""
						customer_put('t', null, 0, true, 's', 'new', 'EN', false, null, null, null, null, null, null, null, null,
							null, null, null, null, null, '[]', null, now(), 1, null, %s, '{}', '{}')"""
					.formatted(ORIGIN));
		call(jdbc, "change of a customer", """
				customer_put('t', 5, 1, false, 's', '5', 'EN', false, null, null, null, null, null, null, null, null,
					null, null, null, null, null, '[]', null, now(), null, null, %s, '{}', '{}')""".formatted(ORIGIN));
		call(jdbc, "customer with a parent",
				"""
						customer_put('t', null, 0, true, 's', 'new', 'EN', false, null, null, null, null, null, null, null, null,
							null, null, null, null, 4, '[]', null, now(), 1, null, %s, '{}', '{}')"""
					.formatted(ORIGIN));
		call(jdbc, "another parent of a customer", """
				customer_put('t', 5, 1, false, 's', '5', 'EN', false, null, null, null, null, null, null, null, null,
					null, null, null, null, 4, '[]', null, now(), null, 2, %s, '{}', '{}')""".formatted(ORIGIN));
		call(jdbc, "customers of a tenant", "customer_search('t', null, null, null, 20, 10, 50)");
		call(jdbc, "customers of a source", "customer_search('t', 's', null, null, 20, 10, 50)");
		call(jdbc, "customers by email and name", "customer_search('t', null, 'e5', '{n 5,5 n}', 0, 10, 50)");
		call(jdbc, "delete of a customer", "customer_delete('t', 5, now(), " + ORIGIN + ")");
	}

	private void history(JdbcTemplate jdbc) {
		String filters = "history_read('t', %s, %s, %s, null, null, null, null, null, %s, 10, 20, 100000)";
		call(jdbc, "history", filters.formatted("null", "null", "null", "now(), null, null, null"));
		call(jdbc, "history of a record",
				filters.formatted("'" + id(3) + "'", "null", "null", "null, null, null, null"));
		call(jdbc, "history of a request", filters.formatted("null", "'r3'", "null", "null, null, null, null"));
		call(jdbc, "history of a client", filters.formatted("null", "null", "'nobody'", "null, null, null, null"));
		call(jdbc, "history by number", filters.formatted("null", "null", "null", "null, null, null, 3"));
		call(jdbc, "old history", "history_prune('t', now() - interval '2 days', 3)");
		call(jdbc, "any contact", "record_view('t', '%s')".formatted(id(3)));
		call(jdbc, "any customer", "record_view('t', customer_record(3))");
		call(jdbc, "origins of a record", "record_origins('t', '%s', 10)".formatted(id(3)));
	}

	private void call(JdbcTemplate jdbc, String name, String function) {
		this.calls.put(name, () -> jdbc.queryForList("select * from " + function));
	}

	private static SentContact person(String email, String language) {
		return SentContact.byAddressOrName(
				ContactChanges.ofPerson(Change.keep(), Change.set(email), Change.set(language), List.of()));
	}

	private static SentContact named(String name, @Nullable String email) {
		return SentContact.byAddressOrName(ContactChanges.ofPerson(Change.set(name),
				(email != null) ? Change.set(email) : Change.keep(), Change.set("en"), List.of()));
	}

	private static void base(JdbcTemplate jdbc) {
		jdbc.queryForList("select setval('customer_id_seq', 1000000)");
		jdbc.update("insert into tenant (tenant_id, company_book) values ('t', ?)", new UUID(0, 2));
		jdbc.update("insert into directory (tenant_id, directory_id, kind) values ('t', ?, 'connection')",
				DIRECTORY.id());
		jdbc.update(
				"insert into connection (tenant_id, connection_id, provider, directory_id) values ('t', 'c', 'native', ?)",
				DIRECTORY.id());
	}

	private static void fill(JdbcTemplate jdbc, int first, int last) {
		List<Object[]> contacts = LongStream.rangeClosed(first, last).mapToObj(PlansIntegrationTests::row).toList();
		jdbc.batchUpdate(
				"""
						insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters, email,
							email_key, email_status, language, external_id, number, created_by, change, version, created_at, updated_at)
						values ('t', '%s', ?, ?, ?, ?, ?, 'e' || ?, 'e' || ?, 'Valid', 'en', 'x' || ?, ?, 'a' || ?,
							nullif(?, 4), 1, now(), now())"""
					.formatted(DIRECTORY.id()),
				contacts);
		jdbc.update("""
				insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
				select c.tenant_id, c.directory_id, k, c.contact_id, c.name_key, c.name_letters
				from contact c cross join unnest(c.name_keys) k where c.number between ? and ?""", first, last);
		probes(jdbc, first, last);
		for (String sql : List.of("""
				insert into directory (tenant_id, directory_id, kind)
				select 't', contact_id, 'account' from contact where number between ? and ?""",
				"""
						insert into account (tenant_id, account_id, connection_id, source_id, match_keys, change, version, created_at,
							updated_at)
						select 't', contact_id, 'c', 's' || number, array['w:' || number], change, 1, now(), now()
						from contact where number between ? and ?""",
				"""
						insert into account_key (tenant_id, connection_id, key, account_id)
						select 't', 'c', 'w:' || number, contact_id from contact where number between ? and ?""",
				"""
						insert into customer (tenant_id, customer_id, source, source_id, language, last_name, email, parent_id,
							addresses, version, created_at, updated_at)
						select 't', number, 's', cast(number as text), 'EN', 'N ' || number, 'E' || number,
							case when number % 100 = 0 then 1 end, '[]', 1, now(), now()
						from contact where number between ? and ?""",
				"""
						insert into history (tenant_id, record_id, version, kind, scope_id, outcome, at, client, wire, request_id, number)
						select 't', contact_id, 1, 'contact', 'd', 'created', now() - number * interval '1 minute', 'c', 'w',
							'r' || number, case when number % 2 = 1 then number end
						from contact where number between ? and ?""")) {
			jdbc.update(sql, first, last);
		}
	}

	private static void probes(JdbcTemplate jdbc, int first, int last) {
		List<Object[]> rows = new ArrayList<>();
		for (int number = first; number <= last; number++) {
			UUID contact = id(number);
			NameSearch name = NameSearch.of(name(number));
			probes(number, name).stored()
				.forEach((row) -> rows
					.add(new Object[] { DIRECTORY.id(), row.key(), contact, row.letters(), row.home() }));
		}
		jdbc.batchUpdate("""
				insert into contact_probe (tenant_id, directory_id, key, contact_id, letters, home)
				values ('t', ?, ?, ?, ?, ?)""", rows);
		jdbc.update("""
				insert into contact_alias (tenant_id, directory_id, kind, value, contact_id, version, at)
				select tenant_id, directory_id, 'email', 'a' || number, contact_id, 1, now()
				from contact where number between ? and ? and number % 10 = 5""", first, last);
		jdbc.update("""
				insert into contact_value_name (tenant_id, directory_id, kind, value, name_key, contact_id)
				select tenant_id, directory_id, 'email', 'a5', name_key, contact_id
				from contact where number between ? and ?""", first, last);
	}

	private static Probes probes(int number, NameSearch name) {
		Person person = new Person(null, null, Integer.toString(5_000_000 + number),
				LocalDate.of(1900, 1, 1).plusDays(number * 7L % 40_000),
				PostalAddress.of("Kade " + number % 100, null, Integer.toString(10_000 + number * 37 % 89_999)));
		return Probes.of(name, person, Integer.toString(7_000_000 + number * 13));
	}

	private static String name(long number) {
		// the digits are spread, so that few names are near each other
		return (number == 5) ? "Person number 5" : "Person " + Long.toHexString(number * 0x9E3779B97F4A7C15L);
	}

	private static Object[] row(long number) {
		String name = name(number);
		NameSearch search = NameSearch.of(name);
		return new Object[] { id(number), name, search.key().value(), search.indexKeys(), search.letters(), number,
				number, number, number, number, number };
	}

	private static UUID id(long number) {
		return new UUID(7, number);
	}

	/** Whether anything is. */
	private record Kept(boolean all) implements KeptEvidence {

		@Override
		public boolean keepEvidence(TenantId tenant) {
			return this.all;
		}

		@Override
		public boolean keepAliases(TenantId tenant) {
			return this.all;
		}

	}

}
