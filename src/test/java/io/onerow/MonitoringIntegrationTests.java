package io.onerow;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What who runs the service sees of it after one of everything: metrics on a port of
 * their own, and a log of JSON.
 */
class MonitoringIntegrationTests {

	private static final String CONTACTS = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts";

	private static final String UPSERT = "/api/public/v1/accounts/{accountId}/contacts/upsert";

	private static final String REQUEST_ID = "request-of-the-test";

	/** Parts of what is sent; no metric and no line of the log has any. */
	private static final String[] SENT = { "canary", "Lovelace", "Babbage", "DELIVER" };

	private static final JsonMapper JSON = JsonMapper.shared();

	@TempDir
	private static Path folder;

	private static ServiceProcess service;

	private static Client client;

	private static Scrape scrape;

	@BeforeAll
	static void oneOfEverything() throws Exception {
		service = ServiceProcess.start(folder, "--management.server.port=0", "--logging.structured.format.console=ecs");
		client = Client.logIn(service.base(), "demo", "demo-secret");
		contacts();
		customers();
		accounts();
		companyBook();
		guarded();
		strangers();
		scrape = new Scrape(management("/actuator/prometheus").body());
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	private static void contacts() {
		String ada = "{\"fullName\": \"Augusta Lovelace\", \"email\": \"ada@canary.example\", \"language\": \"en\"}";
		send(200, "PUT", CONTACTS + "/upsert?dryRun=true", ada);
		send(200, "PUT", CONTACTS + "/upsert", ada);
		send(200, "PUT", CONTACTS + "/upsert", ada);
		send(200, "PUT", CONTACTS + "/upsert", ada.replace("\"en\"", "\"de\""));
		send(200, "PUT", CONTACTS + "/upsert", "{\"fullName\": \"Augusta Lovelase\"}");
		send(400, "PUT", CONTACTS + "/upsert", "{\"email\": \"nobody@canary.example\"}");
	}

	private static void customers() {
		String bulk = """
				{"customers": [{"source": "canary", "sourceId": "1", "lastName": "Lovelace"},
					{"source": "canary", "sourceId": "2", "lastName": "Babbage"},
					{"source": "canary", "sourceId": "3", "lastName": "Hopper",
						"parent": {"source": "canary", "sourceId": "no such"}}]}""";
		send(200, "POST", "/customers/bulk/sourceId", bulk);
		send(200, "POST", "/customers/bulk/sourceId", bulk);
	}

	private static void accounts() {
		for (String name : List.of("Canary", "Canary", "Canary Inc.")) {
			HttpResponse<String> answer = client.send(client
				.request("POST", "/v0/unified/crm/account/_upsert",
						BodyPublishers.ofString(
								"""
										{"upsert_on": {"key": "website", "values": ["https://canary.example"]}, "record": {"name": "%s"}}"""
									.formatted(name)))
				.setHeader("Authorization", "none")
				.header("x-apikey", "demo-api-key")
				.header("x-connection-id", "conn_demo")
				.header("Content-Type", "application/json"));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		}
	}

	/** The second contact is refused, and that is logged. */
	private static void companyBook() {
		Client anonymous = Client.anonymous(service.base());
		String session = anonymous
			.send(anonymous
				.request("POST", "/rest/user/login",
						BodyPublishers.ofString("uEmail=demo@example.com&uPassword=demo-password&version=1"))
				.header("Content-Type", "application/x-www-form-urlencoded"))
			.headers()
			.firstValue("x-nextinteract-authtoken")
			.orElseThrow();
		HttpResponse<String> answer = anonymous.send(anonymous
			.request("POST", "/rest/company/contact/upsert", BodyPublishers.ofString(
					"""
							[{"externalId": "canary-1", "firstname": "Ada", "lastname": "Lovelace", "email1": "a@canary.example"},
							{"externalId": "canary-2", "firstname": "Ada", "lastname": "Lovelace", "email1": "a@canary.example"}]"""))
			.header("x-nextinteract-authtoken", session)
			.header("x-request-id", REQUEST_ID)
			.header("Content-Type", "application/json"));
		assertThat(answer.body()).contains("\"rowsAffected\":1", "\"rowsAffected\":0");
	}

	/** Contacts of another account. */
	private static void guarded() {
		Client admin = Client.logIn(service.base(), "demo-admin", "demo-admin-secret");
		String account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Canary\"}"))
			.get("id")
			.stringValue();
		String contacts = "/api/public/v1/accounts/" + account + "/contacts";
		assertThat(admin.send("PUT", "/api/onerow/v1/policies/account:" + account, "{\"policy\": \"guarded\"}")
			.statusCode()).isEqualTo(200);
		String ada = "{\"fullName\": \"Augusta Lovelace\", \"email\": \"ada@canary.example\", \"language\": \"en\"}";
		send(200, "PUT", contacts + "/upsert", ada);
		send(200, "PUT", contacts + "/upsert", ada.replace("\"en\"", "\"de\""));
		send(400, "PUT", contacts + "/upsert", "{\"email\": \"nobody@canary.example\"}");
	}

	/** What they make up is no label. */
	private static void strangers() {
		Client stranger = Client.anonymous(service.base());
		assertThat(stranger.get(CONTACTS).statusCode()).isEqualTo(401);
		assertThat(stranger.get("/canary/one").statusCode()).isEqualTo(404);
		assertThat(stranger.get("/canary/two").statusCode()).isEqualTo(404);
		assertThat(stranger.send("DELIVER", "/canary", "").statusCode()).isGreaterThanOrEqualTo(400);
		assertThat(client.get("/api/public/v1/canary").statusCode()).isEqualTo(404);
	}

	private static void send(int status, String method, String path, String body) {
		HttpResponse<String> answer = client.send(method, path, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
	}

	private static HttpResponse<String> management(String path) {
		return Client.anonymous("http://127.0.0.1:" + service.managementPort()).get(path);
	}

	@Test
	void upsertsAreCountedByWireOutcomeAndRule() {
		assertThat(upserts("billabex", "created", "none")).as("a contact and an account, and not the dry run")
			.isEqualTo(2);
		assertThat(upserts("billabex", "unchanged", "email")).isEqualTo(1);
		assertThat(upserts("billabex", "updated", "email")).isEqualTo(1);
		assertThat(upserts("billabex", "updated", "name")).isEqualTo(1);
		assertThat(upserts("billabex", "refused", "none")).as("too little for a new contact").isEqualTo(1);
		assertThat(upserts("propeller", "created", "none")).isEqualTo(2);
		assertThat(upserts("propeller", "unchanged", "key")).isEqualTo(2);
		assertThat(upserts("propeller", "refused", "none")).as("twice without its parent").isEqualTo(2);
		assertThat(upserts("openint", "created", "none")).isEqualTo(1);
		assertThat(upserts("openint", "unchanged", "key")).isEqualTo(1);
		assertThat(upserts("openint", "updated", "key")).isEqualTo(1);
		assertThat(upserts("sam", "created", "none")).isEqualTo(1);
		assertThat(upserts("sam", "refused", "none")).isEqualTo(1);
	}

	@Test
	void upsertsAreCountedByPolicyAndThoseThatAreGivenUpByThemselves() {
		assertThat(upserts("billabex", "guarded", "created", "none")).isEqualTo(1);
		assertThat(upserts("billabex", "guarded", "updated", "email")).isEqualTo(1);
		assertThat(upserts("billabex", "guarded", "refused", "none")).as("too little for a new contact").isEqualTo(1);
		assertThat(upserts("billabex", "given-up", "none")).isZero();
		assertThat(scrape.toString()).as("nobody has asked for it").doesNotContain("policy=\"corroborated\"");
	}

	private static double upserts(String wire, String outcome, String rule) {
		return upserts(wire, "seed", outcome, rule);
	}

	private static double upserts(String wire, String policy, String outcome, String rule) {
		return scrape.value("onerow_upserts_total{outcome=\"%s\",policy=\"%s\",rule=\"%s\",wire=\"%s\"}"
			.formatted(outcome, policy, rule, wire));
	}

	@Test
	void bulksAreCountedByTheirSize() {
		assertThat(scrape.value("onerow_bulk_records_count{wire=\"propeller\"}")).isEqualTo(2);
		assertThat(scrape.value("onerow_bulk_records_sum{wire=\"propeller\"}")).isEqualTo(6);
		assertThat(scrape.value("onerow_bulk_records_bucket{wire=\"propeller\",le=\"10.0\"}")).isEqualTo(2);
		assertThat(scrape.value("onerow_bulk_records_sum{wire=\"sam\"}")).isEqualTo(2);
	}

	@Test
	void requestsAreTimedByWireAndRoute() {
		assertThat(requests("count", "PUT", UPSERT, "200", "SUCCESS", "billabex")).isEqualTo(7);
		assertThat(requests("count", "PUT", UPSERT, "400", "CLIENT_ERROR", "billabex")).isEqualTo(2);
		assertThat(requests("sum", "PUT", UPSERT, "200", "SUCCESS", "billabex")).isBetween(0.001, 60.0);
		assertThat(requests("count", "POST", "/customers/bulk/{lookupKey}", "200", "SUCCESS", "propeller"))
			.isEqualTo(2);
		assertThat(requests("count", "GET", "UNKNOWN", "401", "CLIENT_ERROR", "billabex")).isEqualTo(1);
		assertThat(requests("count", "GET", "UNKNOWN", "404", "CLIENT_ERROR", "billabex")).isEqualTo(1);
		assertThat(requests("count", "GET", "UNKNOWN", "404", "CLIENT_ERROR", "none")).isEqualTo(2);
		assertThat(requests("count", "UNKNOWN", "UNKNOWN", "405", "CLIENT_ERROR", "none")).isEqualTo(1);
	}

	private static double requests(String what, String method, String route, String status, String outcome,
			String wire) {
		return scrape
			.value("http_server_requests_seconds_%s{method=\"%s\",outcome=\"%s\",status=\"%s\",uri=\"%s\",wire=\"%s\"}"
				.formatted(what, method, outcome, status, route, wire));
	}

	@Test
	void poolRacesAndTheDatabaseAreThere() {
		assertThat(scrape.value("hikaricp_connections_max{pool=\"onerow\"}")).isEqualTo(16);
		assertThat(scrape.value("hikaricp_connections_usage_seconds_count{pool=\"onerow\"}")).isPositive();
		assertThat(scrape.value("onerow_upsert_races_total")).isNotNegative();
		assertThat(scrape.value("onerow_upsert_deadlocks_total")).isZero();
		assertThat(scrape.value("onerow_upsert_lock_wait_seconds_count")).isNotNegative();
		assertThat(scrape.value("onerow_database_embedded")).isOne();
	}

	@Test
	void nothingThatIsSentIsALabel() {
		assertThat(scrape.toString()).doesNotContainIgnoringCase(SENT).doesNotContain("00000000-0000-7000");
	}

	@Test
	void healthIsOnBothPortsAndMetricsAreOnTheirOwn() {
		Client main = Client.anonymous(service.base());
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			assertThat(main.get(path).body()).isEqualTo(management(path).body()).contains("\"UP\"");
		}
		assertThat(main.get("/actuator/prometheus").statusCode()).isEqualTo(404);
		assertThat(client.get("/actuator/prometheus").statusCode()).isEqualTo(404);
	}

	@Test
	void whatTheServiceIsMadeOfIsOnThePortForManagement() {
		JsonNode bom = JSON.readTree(management("/actuator/sbom/application").body());
		assertThat(bom.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
		assertThat(bom.get("components").valueStream().map((component) -> component.get("name").stringValue()))
			.contains("postgresql", "spring-security-core")
			.doesNotContain("spring-boot-test");
		for (String path : List.of("/actuator/sbom", "/actuator/sbom/application")) {
			assertThat(client.get(path).statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/actuator", "/actuator/env", "/actuator/metrics", "/actuator/heapdump", CONTACTS })
	void nothingElseIsOnThePortForManagement(String path) {
		assertThat(management(path).statusCode()).isIn(401, 404);
	}

	@Test
	void everyLineOfTheLogIsJsonAndThoseOfARequestTellWhoseItWas() {
		List<JsonNode> lines = service.log().lines().map(JSON::readTree).toList();
		assertThat(lines).allMatch((line) -> line.has("@timestamp") && line.at("/service/name").isString());
		List<JsonNode> ofRequest = lines.stream()
			.filter((line) -> REQUEST_ID.equals(line.path("requestId").asString("")))
			.toList();
		assertThat(ofRequest).hasSize(1).allMatch((line) -> line.path("tenant").asString("").equals("demo"));
		assertThat(ofRequest.get(0).path("message").asString()).startsWith("A contact is refused");
		assertThat(service.log()).doesNotContainIgnoringCase(SENT);
	}

	@Test
	void everyMetricOfTheDashboardIsThere() throws IOException {
		JsonNode dashboard = JSON.readTree(Files.readString(Path.of("docs", "operations", "grafana-dashboard.json")));
		List<String> queries = Stream
			.concat(dashboard.at("/panels")
				.valueStream()
				.flatMap((panel) -> panel.get("targets").valueStream())
				.map((t) -> t.get("expr")),
					dashboard.at("/templating/list").valueStream().map((variable) -> variable.at("/query/query")))
			.filter(JsonNode::isString)
			.map(JsonNode::stringValue)
			.toList();
		assertThat(queries).hasSizeGreaterThan(20).allSatisfy(MonitoringIntegrationTests::assertThere);
	}

	@Test
	void everyMetricOfTheAlertsIsThere() throws IOException {
		List<JsonNode> rules = YamlFile.read("docs/operations/alerts.yaml")
			.get(0)
			.at("/groups/0/rules")
			.valueStream()
			.toList();
		assertThat(rules).hasSizeGreaterThan(5)
			.allSatisfy((rule) -> assertThere(rule.get("expr").stringValue().replaceFirst("^up\\{.*", "")));
		String guide = Files.readString(Path.of("docs", "operations.md"));
		assertThat(rules).allSatisfy((rule) -> assertThat(guide).contains("`" + rule.get("alert").stringValue() + "`"));
	}

	/** With the labels that it is asked for; job and instance are the scraper's. */
	private static void assertThere(String query) {
		Map<String, Set<String>> labels = scrape.labels();
		Pattern.compile("([a-z][a-z0-9_]*)\\{([^}]*)}").matcher(query).results().forEach((metric) -> {
			assertThat(labels).as(query).containsKey(metric.group(1));
			Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\"")
				.matcher(metric.group(2))
				.results()
				.map((label) -> label.group(1))
				.filter((label) -> !Set.of("job", "instance").contains(label))
				.forEach((label) -> assertThat(labels.get(metric.group(1))).as(query).contains(label));
		});
	}

}
