package io.onerow.api;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.api.Wires.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request demands of its record is kept, on all wires. */
@IntegrationTest
class PreconditionsIntegrationTests {

	private static final int AT_ONCE = 16;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private Wires wires;

	@BeforeEach
	void reachAllWires() {
		this.wires = new Wires(this.context);
	}

	/** One that writes a record which it also creates, unless that is another's to do. */
	private enum Written {

		BILLABEX_CONTACT, BILLABEX_CONTACT_BY_ID, BILLABEX_ACCOUNT, BILLABEX_ACCOUNT_BY_ID, OPENINT_ACCOUNT,
		OPENINT_ACCOUNT_BY_ID, OPENINT_CONTACT, OPENINT_CONTACT_BY_ID, SAM_CONTACT, PROPELLER_CUSTOMER;

		boolean isUpsert() {
			return !name().endsWith("BY_ID") && this != PROPELLER_CUSTOMER;
		}

	}

	/**
	 * Writes the record of a kind: the request that created it is given another value.
	 */
	private Request write(Written record, String value) {
		return switch (record) {
			case BILLABEX_CONTACT -> Request.of("PUT", account() + "/contacts/upsert",
					"{'email': 'j@x.example', 'fullName': 'Jim', 'language': '%s'}".formatted(language(value)));
			case BILLABEX_CONTACT_BY_ID -> Request.of("PATCH", account() + "/contacts/" + id("contact", "contact_id"),
					"{'fullName': '%s'}".formatted(value));
			case BILLABEX_ACCOUNT -> Request.of("POST", Wires.ACCOUNTS,
					"{'fullName': '%s', 'source': {'connectionId': 'erp', 'sourceId': '1'}}".formatted(value));
			case BILLABEX_ACCOUNT_BY_ID -> Request.of("PATCH", account(), "{'fullName': '%s'}".formatted(value));
			case OPENINT_ACCOUNT -> Request.of("POST", "/unified/crm/account/_upsert",
					"{'upsert_on': {'key': 'website', 'values': ['a.example']}, 'record': {'name': '%s'}}"
						.formatted(value));
			case OPENINT_ACCOUNT_BY_ID -> Request.of("PATCH", "/unified/crm/account/" + id("account", "account_id"),
					"{'record': {'name': '%s'}}".formatted(value));
			case OPENINT_CONTACT -> Request.of("POST", "/unified/crm/contact/_upsert",
					"{'upsert_on': {'key': 'email', 'values': ['j@x.example']}, 'record': {'phone': '%s'}}"
						.formatted(value));
			case OPENINT_CONTACT_BY_ID -> Request.of("PATCH", "/unified/crm/contact/" + id("contact", "contact_id"),
					"{'record': {'phone': '%s'}}".formatted(value));
			case SAM_CONTACT -> Request.of("POST", Wires.SAM,
					"[{'externalId': 'A', 'firstname': '%s', 'lastname': 'L'}]".formatted(value));
			case PROPELLER_CUSTOMER ->
				Request.of("PATCH", "/customers/sourceId/1?source=s", "{'lastName': '%s'}".formatted(value));
		};
	}

	/**
	 * What must be there before, and what creates the record where the write does not.
	 */
	private void prepare(Written record, boolean there) {
		if (record == Written.PROPELLER_CUSTOMER) {
			sent(Request.of("POST", "/customers", "{'source': 's', 'sourceId': '1', 'lastName': 'first'}"));
			return;
		}
		if (record == Written.BILLABEX_CONTACT || record == Written.BILLABEX_CONTACT_BY_ID
				|| record == Written.BILLABEX_ACCOUNT_BY_ID) {
			sent(Request.of("POST", Wires.ACCOUNTS, "{'fullName': 'first'}"));
		}
		if (there && record != Written.BILLABEX_ACCOUNT_BY_ID) {
			sent(write(record.isUpsert() ? record : Written.valueOf(record.name().replace("_BY_ID", "")), "first"));
		}
	}

	private static String language(String value) {
		return value.equals("first") ? "en" : value.equals("second") ? "de" : "fr";
	}

	private String account() {
		return Wires.ACCOUNTS + "/" + id("account", "account_id");
	}

	private String id(String table, String id) {
		return this.wires.ids(table, id).get(0);
	}

	private HttpResponse<String> sent(Request request) {
		HttpResponse<String> answer = this.wires.send(request);
		assertThat(answer.statusCode()).as(request + ": " + answer.body()).isBetween(200, 201);
		return answer;
	}

	private static String tag(HttpResponse<String> answer) {
		return answer.headers().firstValue("ETag").orElseThrow();
	}

	private HttpResponse<String> refused(Request request) {
		String before = this.wires.stored();
		HttpResponse<String> answer = this.wires.send(request);
		assertThat(answer.statusCode()).as(request + ": " + answer.body()).isEqualTo(412);
		assertThat(this.wires.stored()).isEqualTo(before);
		return answer;
	}

	private static Stream<Written> all() {
		return Stream.of(Written.values());
	}

	@ParameterizedTest
	@MethodSource("all")
	void recordIsChangedInTheVersionThatWasReadAndInNoOther(Written record) {
		prepare(record, true);
		String first = tag(sent(write(record, "second").with("If-Match", "*")));
		assertThat(first).matches("\"[0-9]+\"");
		Request third = write(record, "third");
		refused(third.with("If-Match", "\"999\""));
		refused(third.with("If-Match", "W/" + first));
		refused(third.with("If-None-Match", "*"));
		refused(third.with("If-None-Match", "\"x\", " + first));
		String second = tag(sent(third.with("If-Match", "\"x\", " + first)));
		assertThat(second).isNotEqualTo(first);
		refused(write(record, "second").with("If-Match", first));
		assertThat(tag(sent(third.with("If-Match", second)))).as("unchanged").isEqualTo(second);
	}

	@ParameterizedTest
	@MethodSource("all")
	void ofManyWhoHaveReadTheSameVersionOneChangesIt(Written record) throws Exception {
		prepare(record, true);
		String tag = tag(sent(write(record, "second")));
		List<Integer> answers = Race.of(AT_ONCE, (n) -> (Callable<Integer>) () -> this.wires
			.send(write(record, (record == Written.BILLABEX_CONTACT) ? "third" : "third" + n).with("If-Match", tag))
			.statusCode());
		assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
	}

	private static Stream<Written> upserts() {
		return all().filter(Written::isUpsert);
	}

	@ParameterizedTest
	@MethodSource("upserts")
	void recordIsCreatedOnlyIfThatIsWished(Written record) {
		prepare(record, false);
		Request upsert = write(record, "first");
		refused(upsert.with("If-Match", "*"));
		refused(upsert.with("If-Match", "\"1\""));
		assertThat(tag(sent(upsert.with("If-None-Match", "*")))).isEqualTo("\"1\"");
		refused(upsert.with("If-None-Match", "*"));
	}

	@Test
	void whatIsCreatedWithoutALookIsCreatedOnlyIfThatIsWished() {
		prepare(Written.BILLABEX_CONTACT, false);
		Request customer = Request.of("POST", "/customers", "{'source': 's', 'sourceId': '1'}");
		for (Request create : List.of(customer,
				Request.of("POST", account() + "/contacts", "{'fullName': 'Jim', 'language': 'en'}"),
				Request.of("POST", Wires.ACCOUNTS, "{'fullName': 'Acme'}"),
				Request.of("POST", "/unified/crm/account", "{'record': {'name': 'Acme'}}"),
				Request.of("POST", "/unified/crm/contact", "{'record': {'first_name': 'Ann'}}"))) {
			refused(create.with("If-Match", "*"));
			refused(create.with("If-Match", "\"1\""));
			assertThat(tag(sent(create.with("If-None-Match", "*")))).isEqualTo("\"1\"");
		}
		refused(customer.with("If-None-Match", "*"));
	}

	@Test
	void recordIsDeletedInTheVersionThatWasRead() {
		prepare(Written.PROPELLER_CUSTOMER, true);
		prepare(Written.BILLABEX_CONTACT, true);
		for (String path : List.of("/customers/sourceId/1?source=s",
				account() + "/contacts/" + id("contact", "contact_id"), account())) {
			String tag = tag(this.wires.get(path));
			assertThat(this.wires.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
			assertThat(this.wires.get(path, "If-None-Match", "\"999\"").statusCode()).isEqualTo(200);
			refused(new Request("DELETE", path, null, List.of("If-Match", "\"999\"")));
			assertThat(this.wires.send("DELETE", path, null, "If-Match", tag).statusCode()).isEqualTo(204);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "\"1", "\"1\" \"2\"", "*, \"1\"", "w/\"1\"", "" })
	void malformedListIsRefusedByName(String value) {
		prepare(Written.BILLABEX_CONTACT, true);
		for (Written record : List.of(Written.BILLABEX_CONTACT, Written.OPENINT_CONTACT, Written.SAM_CONTACT)) {
			HttpResponse<String> answer = this.wires.send(write(record, "second").with("If-Match", value));
			assertThat(answer.statusCode()).as(record + " " + answer.body()).isEqualTo(400);
			assertThat(answer.body()).contains("If-Match");
		}
	}

	@Test
	void requestWithManyRecordsTakesNone() {
		String two = "[{'externalId': 'A', 'firstname': 'A', 'lastname': 'L'}, {'externalId': 'B', 'firstname': 'A', 'lastname': 'L'}]";
		String bulk = "{'customers': [{'source': 's', 'sourceId': '1'}]}";
		for (Request many : List.of(Request.of("POST", Wires.SAM, two),
				Request.of("POST", "/customers/bulk/sourceId", bulk),
				Request.of("POST", "/core/connection", "{'connectorName': 'native'}"))) {
			HttpResponse<String> answer = this.wires.send(many.with("If-None-Match", "*"));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
			assertThat(answer.body()).contains("If-None-Match");
		}
		assertThat(this.wires.ids("contact", "contact_id")).isEmpty();
	}

	@Test
	void contactsThatComeWithAnAccountAreNotWhatItsPreconditionIsAbout() {
		String account = "{'fullName': '%s', 'source': {'connectionId': 'erp', 'sourceId': '1'}, 'contacts': %s}";
		String ann = "[{'fullName': 'Ann', 'language': 'en'}]";
		sent(Request.of("POST", Wires.ACCOUNTS, account.formatted("Acme", "[]")));
		sent(Request.of("POST", Wires.ACCOUNTS, account.formatted("Acme 2", "[]")));
		sent(Request.of("POST", Wires.ACCOUNTS, account.formatted("Acme 3", ann)).with("If-Match", "\"2\""));
		assertThat(this.wires.ids("contact", "contact_id")).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("all")
	void whoCreatedItAndWhenSurvivesEveryUpdate(Written record) {
		prepare(record, true);
		List<String> created = created();
		sent(write(record, "second"));
		sent(write(record, "third"));
		assertThat(created()).isEqualTo(created);
	}

	private List<String> created() {
		return this.jdbc.sql("""
				select created_at || coalesce(created_by, '') from contact where tenant_id = :tenant
				union all select created_at::text from account where tenant_id = :tenant
				union all select created_at::text from customer where tenant_id = :tenant order by 1""")
			.param("tenant", this.wires.tenant())
			.query(String.class)
			.list();
	}

	@Test
	void conflictOfKeysNamesBothContactsOfTheCompanyBook() {
		sent(Request.of("POST", Wires.SAM,
				"[{'externalId': 'A', 'firstname': 'A', 'lastname': 'L', 'email1': 'a@x.example'},"
						+ " {'externalId': 'B', 'firstname': 'B', 'lastname': 'L'}]"));
		List<String> numbers = this.jdbc
			.sql("select number::text from contact where tenant_id = ? order by external_id")
			.param(this.wires.tenant())
			.query(String.class)
			.list();
		assertConflict(200,
				Request.of("POST", Wires.SAM,
						"[{'externalId': 'B', 'firstname': 'B', 'lastname': 'L', 'email1': 'a@x.example'}]"),
				"email1 belongs to contact " + numbers.get(0) + ", externalId to contact " + numbers.get(1) + ".");
		assertConflict(200,
				Request.of("POST", Wires.SAM,
						"[{'externalId': 'A', 'contactId': %s, 'firstname': 'B', 'lastname': 'L'}]"
							.formatted(numbers.get(1))),
				"externalId belongs to contact " + numbers.get(0) + ", contactId to contact " + numbers.get(1) + ".");
	}

	@Test
	void conflictOfKeysNamesBothContactsOfAnAccount() {
		String contacts = Wires.ACCOUNTS + "/"
				+ json(sent(Request.of("POST", Wires.ACCOUNTS, "{'fullName': 'Acme'}")), "/id") + "/contacts";
		String person = "{'fullName': '%s', 'email': '%s@x.example', 'language': 'en'}";
		String ann = json(sent(Request.of("POST", contacts, person.formatted("Ann", "ann"))), "/id");
		String bob = json(sent(Request.of("POST", contacts, person.formatted("Bob", "bob"))), "/id");
		assertConflict(409, Request.of("PATCH", contacts + "/" + ann, "{'email': 'bob@x.example'}"),
				"The email belongs to " + bob + ", the id to " + ann + ".");
	}

	@Test
	void conflictOfKeysNamesBothContactsOfAConnection() {
		String path = "/unified/crm/contact/_upsert";
		String upsert = "{'upsert_on': {'key': 'email', 'values': [%s]}, 'record': {'first_name': 'A'%s}}";
		String c = json(sent(Request.of("POST", path, upsert.formatted("'c@x.example'", ""))), "/record/id");
		String d = json(sent(Request.of("POST", path, upsert.formatted("'d@x.example'", ""))), "/record/id");
		String both = "\"conflicts\":[{\"id\":\"%s\",\"keys\":[\"email\"]},{\"id\":\"%s\",\"keys\":[\"email\"]}]"
			.formatted(c, d);
		assertConflict(400, Request.of("POST", path, upsert.formatted("'c@x.example', 'd@x.example'", "")), both);
		assertConflict(400, Request.of("POST", path, upsert.formatted("'c@x.example'", ", 'email': 'd@x.example'")),
				both);
	}

	@Test
	void conflictOfKeysNamesBothCustomers() {
		String customer = "{'source': 's', 'sourceId': '1', 'primaryLanguage': '%s'}";
		String one = json(sent(Request.of("POST", "/customers", customer.formatted("NL"))), "/data/id");
		String two = json(sent(Request.of("POST", "/customers", customer.formatted("EN"))), "/data/id");
		String several = "Multiple customers found: " + one + " and " + two + " have the source and sourceId";
		assertConflict(400, Request.of("PATCH", "/customers/sourceId/1?source=s", "{'title': 'Dr'}"), several);
		assertConflict(200, Request.of("POST", "/customers/bulk/sourceId",
				"{'customers': [{'source': 's', 'sourceId': '1', 'title': 'Dr'}]}"), several);
		String exists = "Customer already exists: " + one + " has the source, sourceId and language";
		assertConflict(400, Request.of("PATCH", "/customers/id/" + two, "{'primaryLanguage': 'NL'}"), exists);
		assertConflict(400, Request.of("POST", "/customers", customer.formatted("NL")), exists);
		assertConflict(200, Request.of("POST", "/customers/bulk/id",
				"{'customers': [{'id': %s, 'primaryLanguage': 'NL'}]}".formatted(two)), exists);
	}

	private void assertConflict(int status, Request request, String words) {
		String before = this.wires.stored();
		HttpResponse<String> answer = this.wires.send(request);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(words);
		assertThat(this.wires.stored()).isEqualTo(before);
	}

	private static String json(HttpResponse<String> answer, String pointer) {
		return Client.json(answer).at(pointer).asString();
	}

}
