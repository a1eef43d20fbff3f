package io.onerow.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Socketed;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** What is so on each wire before any controller is asked. */
@IntegrationTest
class DoorsIntegrationTests {

	private static final String TENANT = "doors";

	private static final String JSON = "Content-Type: application/json";

	/** They are for people. */
	private static final Set<String> PAGES = Set.of("GET /", "GET /docs");

	@Autowired
	private ApplicationContext context;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@LocalServerPort
	private int port;

	/** An upsert of each wire that is taken. */
	private List<Upsert> upserts;

	@BeforeEach
	void logIn() {
		Client client = Client.of(this.context, TENANT, "accounts:all", "customers:write", "bulk:write");
		String account = Client.json(client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"))
			.get("id")
			.stringValue();
		OpenintClient openint = OpenintClient.ofNewConnection(this.context, TENANT);
		String key = "x-apikey: " + openint.key() + "\r\nx-connection-id: " + openint.connection();
		String account2 = "{\"upsert_on\": {\"key\": \"website\", \"values\": [\"doors.example\"]}, \"record\": {}}";
		String bearer = "Authorization: Bearer " + client.token();
		SamClient sam = SamClient.of(this.context, TENANT, "user@doors.example", "accounts:all");
		this.upserts = List.of(
				new Upsert("PUT", "/api/public/v1/accounts/" + account + "/contacts/upsert", bearer,
						"{\"fullName\": \"Ann\", \"language\": \"en\"}"),
				new Upsert("POST", "/unified/crm/account/_upsert", key, account2),
				new Upsert("POST", "/v0/unified/crm/account/_upsert", key, account2),
				new Upsert("PUT", "/core/customer/one", key, "{\"metadata\": 1}"),
				new Upsert("POST", "/customers/bulk/sourceId", bearer,
						"{\"customers\": [{\"source\": \"doors\", \"sourceId\": 1}]}"),
				new Upsert("POST", "/rest/company/contact/upsert", "x-nextinteract-authtoken: " + sam.token(),
						"[{\"externalId\": \"D1\", \"firstname\": \"Ann\", \"lastname\": \"Lee\"}]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "text/csv", "application/json;q=2", "rubbish",
			"text/html,application/xhtml+xml", "application/json;charset=utf-16", "*/*;q=0", "" })
	void upsertIsAnsweredInJsonWhateverIsAccepted(String accept) throws Exception {
		for (Upsert upsert : this.upserts) {
			assertTaken(upsert.send(this.port, upsert.path, JSON + "\r\nAccept: " + accept, upsert.body));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "application/json;q=2" })
	void routeAnswersInJsonWhateverIsAccepted(String accept) {
		List<String> routes = this.mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((route) -> route.getMethodsCondition()
				.getMethods()
				.stream()
				.flatMap((method) -> route.getPatternValues()
					.stream()
					.map((pattern) -> method + " " + pattern.replaceAll("\\{[^}]*}", "1"))))
			.filter((route) -> !PAGES.contains(route) && !route.contains(" /console"))
			.toList();
		assertThat(routes).hasSizeGreaterThan(40);
		assertThat(routes).allSatisfy((route) -> {
			String answer = Socketed.send(this.port, route + " HTTP/1.1", "Host: x", "Accept: " + accept,
					"Connection: close", "Content-Length: 0", "", "");
			assertThat(answer).doesNotStartWith("HTTP/1.1 406")
				.containsPattern("Content-Type: application/[a-z+]*json");
		});
	}

	@Test
	void oneSlashBehindThePathIsSkipped() throws Exception {
		for (Upsert upsert : this.upserts) {
			assertTaken(upsert.send(this.port, upsert.path + "/", JSON, upsert.body));
			assertThat(upsert.send(this.port, upsert.path + "//", JSON, upsert.body)).startsWith("HTTP/1.1 4");
			assertThat(new Upsert(upsert.method, upsert.path, "x: y", upsert.body).send(this.port, upsert.path + "/",
					JSON, upsert.body))
				.startsWith("HTTP/1.1 401");
		}
	}

	@ParameterizedTest
	@CsvSource({ "A%2FB, A/B", "A%5CB, A\\B", "A%25B, A%B", "A%3BB, A;B", "A%252FB, A%2FB", "..%2Fx, ../x",
			"M%C3%BCller, M\u00fcller", "A|B, A|B" })
	void keyOfACustomerOfAConnectionIsItsSegmentDecodedOnce(String sent, String key) throws Exception {
		Upsert customer = this.upserts.get(3);
		String answer = customer.send(this.port, "/core/customer/" + sent + "/", JSON, customer.body);
		assertTaken(answer);
		assertThat(answer).contains("\"id\":\"" + key.replace("\\", "\\\\") + "\"");
	}

	@Test
	void answerGoesWholeWithItsLength() throws Exception {
		for (Upsert upsert : this.upserts) {
			assertThat(upsert.send(this.port, upsert.path, JSON, upsert.body)).as(upsert.path)
				.containsPattern("\r\nContent-Length: \\d+\r\n")
				.doesNotContain("Transfer-Encoding");
			assertThat(upsert.send(this.port, upsert.path, JSON, "x")).as("refused by " + upsert.path)
				.containsPattern("\r\nContent-Length: \\d+\r\n");
		}
	}

	@Test
	void byteOrderMarkBeforeTheBodyIsSkipped() throws Exception {
		String mark = new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		for (Upsert upsert : this.upserts) {
			assertTaken(upsert.send(this.port, upsert.path, JSON, mark + upsert.body));
			assertTaken(upsert.send(this.port, upsert.path, JSON, mark + " ".repeat(900_000) + upsert.body));
		}
	}

	/** So large that it is not kept in memory, and read twice. */
	@Test
	void byteOrderMarkBeforeABodyInAFileIsSkipped() throws Exception {
		String mark = new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		Upsert bulk = this.upserts.get(4);
		String answer = bulk.send(this.port, bulk.path, JSON, mark + " ".repeat(3_000_000) + """
				{"customers": [{"source": "doors", "sourceId": "first", "lastName": "One"},
				 {"source": "doors", "sourceId": "%s", "parent": {"source": "doors", "sourceId": "first"}}]}"""
			.formatted(UUID.randomUUID()));
		assertTaken(answer);
		assertThat(answer).contains("\"key\":\"first\"").doesNotContain("\"success\":false");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Type: text/plain", "Content-Type: text/plain;charset=UTF-8", "x: no content type" })
	void textIsReadAsJson(String type) throws Exception {
		for (Upsert upsert : this.upserts) {
			assertTaken(upsert.send(this.port, upsert.path, type, upsert.body));
			assertThat(upsert.send(this.port, upsert.path, type, "x")).startsWith("HTTP/1.1 400")
				.contains("not valid JSON");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "application/xml", "text/plain;charset=utf-16", "application/octet-stream",
			"text/html", "*/*" })
	void otherMediaAreRefusedInTheWiresBody(String type) throws Exception {
		for (Upsert upsert : this.upserts) {
			assertThat(upsert.send(this.port, upsert.path, "Content-Type: " + type, upsert.body))
				.startsWith("HTTP/1.1 415")
				.contains("The body must be application/json in UTF-8");
		}
	}

	@Test
	void loginAndTokensStayForms() throws Exception {
		for (String path : List.of("/rest/user/login", "/api/oauth/token")) {
			assertThat(new Upsert("POST", path, "x: y", "{}").send(this.port, path, "Content-Type: text/plain", "{}"))
				.startsWith("HTTP/1.1 415")
				.contains("application/x-www-form-urlencoded");
		}
	}

	/** Whatever refuses it: firewall, container, chain, or no route. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/public/v1/accounts | "message":"
			/unified/crm/account    | {"message":"
			/core/customer          | {"message":"
			/v0/unified/crm/contact | {"message":"
			/customers              | {"error":{"code":
			/rest/user/contacts     | {"exception":"WSInvalid""")
	void errorIsOfTheWireThatThePathBelongsTo(String path, String body) throws Exception {
		String parent = path.substring(0, path.lastIndexOf('/'));
		Stream<String> lines = Stream.of(path + "//x HTTP/1.1", "/" + path + " HTTP/1.1", path + ";a=b HTTP/1.1",
				path + "/%2e%2e/x HTTP/1.1", path + ";a=%zz HTTP/1.1", path + "/;%/ HTTP/1.1", path + "/x%00 HTTP/1.1",
				path + "/%zz HTTP/1.1", path + "/%FF HTTP/1.1", path + "/a\\b HTTP/1.1", path + "/\u00fc HTTP/1.1",
				path + "?a=\u0001 HTTP/1.1", path + " x HTTP/1.1", path + "/x HTTP/7.x", path + "/x HTTP/1.1\r\na[]: b",
				path + "/x HTTP/1.1\r\na: " + "b".repeat(20_000), path + "/{x}|[y]^ HTTP/1.1", path + "?a=%zz HTTP/1.1",
				path + "/no/such/route HTTP/1.1", path + "/" + path + " HTTP/1.1", path + "/ HTTP/1.1",
				(parent.isEmpty() ? path : "/" + path.split("/", 3)[1]) + "/ HTTP/1.1",
				path.replaceFirst("/(.)", "/%" + Integer.toHexString(path.charAt(1))) + " HTTP/1.1");
		assertThat(lines).filteredOn((line) -> !line.startsWith("/api ") && !line.startsWith("/api/ "))
			.allSatisfy((line) -> {
				String answer = Socketed.send(this.port, "GET " + line, "Host: x", "Connection: close", "", "");
				assertThat(answer).startsWith("HTTP/1.1 4")
					.contains(body)
					.contains("x-request-id: ")
					.doesNotContain("The request is not valid.\"")
					.doesNotContainIgnoringCase("tomcat", "\"instance\"");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET /nowhere HTTP/1.1             | 404 | Nothing was found here.
			GET /nowhere//x HTTP/1.1          | 400 | The path must not have an empty segment.
			GET /nowhere/%zz HTTP/1.1         | 400 | The request must have one Host and a path
			GET /docs/errors/99999 HTTP/1.1   | 404 | There is no such error code.
			GET /docs/errors/unknown HTTP/1.1 | 404 | There is no such error code.
			GET /docs/errors/%2F HTTP/1.1     | 404 | There is no such error code.
			GET /docs/no/such/page HTTP/1.1   | 404 | Nothing was found here.
			GET /a\u0001 HTTP/1.1             | 400 | The request is not valid HTTP:
			NONSENSE                          | 400 | The request is not valid HTTP:
			G{}T /customers HTTP/1.1          | 400 | The request is not valid HTTP:""")
	void errorOutsideOfTheWiresIsAProblem(String line, int status, String reason) throws Exception {
		String answer = Socketed.send(this.port, line.replace("\\u0001", "\u0001"), "Host: x", "Connection: close", "",
				"");
		assertThat(answer).startsWith("HTTP/1.1 " + status + " ")
			.contains("Content-Type: application/problem+json")
			.contains("{\"type\":\"about:blank\",\"title\":\"")
			.contains("\"status\":" + status + ",\"detail\":\"" + reason);
	}

	private static void assertTaken(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 200").contains("\r\nContent-Type: application/json\r\n");
	}

	/** As it is sent by a client that does nothing wrong. */
	private record Upsert(String method, String path, String credential, String body) {

		/** With something else in the place of a part; the body in Latin-1. */
		String send(int port, String path, String type, String body) throws IOException {
			return Socketed.send(port, this.method + " " + path + " HTTP/1.1", "Host: x", "Connection: close",
					this.credential, type, "Content-Length: " + body.length(), "", body);
		}

	}

}
