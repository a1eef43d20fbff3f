package io.onerow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Bodies that come slowly and bodies that become large, at a service with a small heap.
 */
class BodySiegeIntegrationTests {

	private static final String[] NOTHING = { "x-nothing", "nothing" };

	/** To each route. */
	private static final int TRICKLES = 80;

	private static final String ACCOUNT = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts";

	private static final String UPSERT = ACCOUNT + "/upsert";

	private static final String CUSTOMERS = "/customers/bulk/sourceId";

	private static final String[] API_KEY = { "x-apikey", "demo-api-key", "x-connection-id", "conn_demo" };

	private static final String MEGABYTE_OF_OBJECTS = objects("{\"x\":[", 340_000, "]}");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@TempDir
	private static Path folder;

	private static ServiceProcess service;

	private static String[] bearer;

	@BeforeAll
	static void start() throws Exception {
		service = ServiceProcess.start(folder, "-Xmx256m", "-Donerow.limits.body-grace=2s",
				"-Dserver.tomcat.threads.max=50");
		Client client = Client.logIn(service.base(), "demo", "demo-secret");
		bearer = new String[] { "Authorization",
				client.request("GET", "/", BodyPublishers.noBody())
					.build()
					.headers()
					.firstValue("Authorization")
					.orElseThrow() };
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@Test
	void tricklingBodiesStopNobody() throws Exception {
		String form = "application/x-www-form-urlencoded";
		String json = "application/json";
		try (Trickle login = trickle("/rest/user/login", form, NOTHING);
				Trickle token = trickle("/api/oauth/token", form, NOTHING);
				Trickle array = trickle("/rest/company/contact/upsert", json, bearer);
				Trickle bulk = trickle(CUSTOMERS, json, bearer);
				Trickle stranger = trickle("/rest/company/contact/upsert", json, NOTHING)) {
			List<Trickle> all = List.of(login, token, array, bulk, stranger);
			while (all.stream().anyMatch((trickle) -> trickle.answers().size() < TRICKLES)) {
				assertThat(upsert().statusCode()).isEqualTo(200);
				Thread.sleep(50);
			}
			// and nothing of a body that goes on is taken for another request
			assertThat(all).allSatisfy((trickle) -> assertThat(trickle.answers())
				.allMatch((answer) -> answer.startsWith("HTTP/1.1 " + ((trickle == stranger) ? 401 : 408))
						&& answer.lastIndexOf("HTTP/1.1 ") == 0));
		}
	}

	private static Trickle trickle(String route, String type, String[] credential) throws Exception {
		return new Trickle(service.base(), TRICKLES, "POST " + route + " HTTP/1.1", "Content-Type: " + type,
				credential[0] + ": " + credential[1]);
	}

	@ParameterizedTest
	@MethodSource
	void bodyOfTooManyValuesIsRefused(String method, String route, String[] headers, String body, String error)
			throws Exception {
		List<HttpResponse<String>> answers = Race.of(12, (i) -> () -> send(method, route, body, headers));
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isIn(413, 503);
			assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(answer.statusCode() == 503);
			assertThat(answer.body()).contains(error);
		}).anyMatch((answer) -> answer.statusCode() == 413);
		assertThat(upsert().statusCode()).isEqualTo(200);
	}

	static Stream<Arguments> bodyOfTooManyValuesIsRefused() {
		return Stream.of(arguments("PUT", UPSERT, bearer, MEGABYTE_OF_OBJECTS, "\"message\":\""),
				arguments("POST", "/unified/crm/account/_upsert", API_KEY, MEGABYTE_OF_OBJECTS, "\"code\":\""),
				arguments("POST", "/rest/company/contact/upsert", bearer, objects("[", 2_700_000, "]"),
						"\"exception\":\"WS"),
				arguments("POST", "/customers", bearer, MEGABYTE_OF_OBJECTS, "\"messages\":["),
				arguments("POST", CUSTOMERS, bearer, objects("{\"customers\":[{\"x\":[", 2_700_000, "]}]}"),
						"\"messages\":["),
				arguments("POST", CUSTOMERS, bearer, objects("{\"directives\":[", 2_700_000, "]}"), "\"messages\":["),
				arguments("POST", CUSTOMERS, bearer, names(900_000), "\"messages\":["));
	}

	@Test
	void manyLongStringsAreRefusedOrToldToComeAgain() throws Exception {
		String record = "{\"upsert_on\":{\"key\":\"website\",\"values\":[\"https://siege.example/\"]},\"record\":"
				+ "{\"name\":\"Siege\",\"passthrough_fields\":{\"s\":\"" + "x".repeat(957_000) + "\"}}}";
		List<HttpResponse<String>> answers = Race.of(60,
				(i) -> () -> send("POST", "/unified/crm/account/_upsert", record, API_KEY));
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isIn(400, 503);
			assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(answer.statusCode() == 503);
		}).anyMatch((answer) -> answer.statusCode() == 400);
		assertThat(upsert().statusCode()).isEqualTo(200);
	}

	private static HttpResponse<String> upsert() throws Exception {
		return send("PUT", UPSERT,
				"{\"fullName\": \"Ann Lee\", \"email\": \"ann@siege.example\", \"language\": \"en\"}", bearer);
	}

	private static HttpResponse<String> send(String method, String route, String body, String... headers)
			throws Exception {
		return HTTP.send(HttpRequest.newBuilder(URI.create(service.base() + route))
			.headers(headers)
			.header("Content-Type", "application/json")
			.timeout(Duration.ofSeconds(20))
			.method(method, BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	private static String objects(String start, int count, String end) {
		return start + "{},".repeat(count - 1) + "{}" + end;
	}

	private static String names(int count) {
		StringBuilder body = new StringBuilder("{\"customers\":[]");
		for (int i = 0; i < count; i++) {
			body.append(",\"").append(Integer.toString(i, Character.MAX_RADIX)).append("\":0");
		}
		return body.append('}').toString();
	}

}
