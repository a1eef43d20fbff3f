package io.onerow.api.openint;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Lists of records that are long, with the limits that the service comes with. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class ListLimitsIntegrationTests {

	private static final int KILOBYTE = 1 << 10;

	private static final int PAGE = 4 << 20;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private OpenintClient client;

	@BeforeEach
	void newConnection() {
		this.client = OpenintClient.ofNewConnection(this.context, "openint-limits");
	}

	@ParameterizedTest
	@CsvSource({ "account, full", "account, incremental", "contact, full", "contact, incremental" })
	void pageEndsByBytesAndItsCursorLosesNothing(String entity, String mode) {
		List<String> stored = IntStream.range(0, 14).mapToObj((n) -> create(entity, 400 * KILOBYTE)).toList();
		List<String> listed = new ArrayList<>();
		List<Integer> sizes = new ArrayList<>();
		String cursor = "";
		for (JsonNode page = null; page == null || page.get("has_next_page").booleanValue();) {
			page = this.client
				.page("/unified/crm/" + entity + "?page_size=1000&sync_mode=" + mode + "&cursor=" + cursor);
			page.get("items").forEach((item) -> listed.add(item.get("id").stringValue()));
			sizes.add(page.get("items").size());
			cursor = page.get("next_cursor").asString("");
		}
		assertThat(listed).isEqualTo(stored);
		// at least the limit, and one statement more at most
		assertThat(sizes.get(0)).isBetween(PAGE / (400 * KILOBYTE), PAGE / (400 * KILOBYTE) + 2);
		assertThat(sizes).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "account", "contact" })
	void pageOfManyStatementsEndsWhereItWasAskedTo(String entity) {
		List<String> stored = IntStream.range(0, 6).mapToObj((n) -> create(entity, 200 * KILOBYTE)).toList();
		JsonNode page = this.client.page("/unified/crm/" + entity + "?page_size=5");
		assertThat(ids(page.get("items"))).isEqualTo(stored.subList(0, 5));
		assertThat(page.get("has_next_page").booleanValue()).isTrue();
		JsonNode last = this.client.page("/unified/crm/" + entity + "?page_size=6");
		assertThat(ids(last.get("items"))).isEqualTo(stored);
		assertThat(last.get("has_next_page").booleanValue()).isFalse();
		assertThat(last.get("next_cursor").isString()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "account", "contact" })
	void idsCountOnceAndAreAnsweredInTheirOrder(String entity) {
		List<String> stored = IntStream.range(0, 5).mapToObj((n) -> create(entity, 300 * KILOBYTE)).toList();
		List<String> asked = new ArrayList<>(stored);
		Collections.reverse(asked);
		String unknown = UUID.randomUUID().toString();
		List<String> sent = new ArrayList<>(List.of(unknown));
		IntStream.range(0, 199).forEach((n) -> sent.addAll(asked));
		sent.add(3, unknown);
		HttpResponse<String> answer = this.client.send("POST", "/unified/crm/" + entity + "/_batch_read",
				"{\"ids\": %s}".formatted(sent.stream().collect(joining("\", \"", "[\"", "\"]"))));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(ids(Client.json(answer))).isEqualTo(asked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "account", "contact" })
	void recordThatWouldBeTooLargeIsRefusedByItsMember(String entity) {
		String path = "/unified/crm/" + entity;
		String record = "{\"record\": {\"passthrough_fields\": {\"%s\": \"%s\"}}}";
		String id = create(entity, 300 * KILOBYTE);
		HttpResponse<String> grown = this.client.send("PATCH", path + "/" + id,
				record.formatted("b", "x".repeat(300 * KILOBYTE)));
		HttpResponse<String> whole = this.client.send("POST", path, record.formatted("a", "x".repeat(900 * KILOBYTE)));
		for (HttpResponse<String> refused : List.of(grown, whole)) {
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains("\"path\":[\"record\",\"passthrough_fields\"]",
					"makes the record larger than 524288 bytes");
		}
		HttpResponse<String> raw = this.client.send("POST", path,
				"{\"record\": {\"unknown\": \"%s\"}}".formatted("x".repeat(600 * KILOBYTE)));
		assertThat(raw.statusCode()).isEqualTo(400);
		assertThat(raw.body()).contains("\"path\":[\"record\"]");
		assertThat(this.client.page(path + "/" + id).at("/record/passthrough_fields").propertyNames())
			.containsExactly("a");
	}

	/** One that was stored before there was a limit. */
	@Test
	void recordThatIsLargerThanAPageIsAPage() {
		String id = create("account", 10);
		create("account", 10);
		this.jdbc.sql("""
				update account set attributes = jsonb_build_object('raw_data', repeat('x', 5000000))
				where tenant_id = 'openint-limits' and account_id = ?""").param(UUID.fromString(id)).update();
		JsonNode page = this.client.page("/unified/crm/account");
		assertThat(ids(page.get("items"))).containsExactly(id);
		assertThat(page.get("has_next_page").booleanValue()).isTrue();
	}

	/** Whoever reads half a list must not take it for the whole. */
	@Test
	void answerThatFailsHalfwayBreaksOffAndIsLoggedOnce(CapturedOutput output) {
		create("account", 400 * KILOBYTE);
		String broken = create("account", 10);
		this.jdbc.sql("""
				update account set attributes = jsonb_build_object('raw_data', jsonb_build_array(cast(? as numeric)))
				where tenant_id = 'openint-limits' and account_id = ?""")
			.params("7".repeat(2_000), UUID.fromString(broken))
			.update();
		for (String path : List.of("/unified/crm/account", "/v0/unified/crm/account?sync_mode=incremental")) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.client.get(path))
				.withCauseInstanceOf(IOException.class);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("Failures"))).hasSize(2);
		assertThat(output).contains("UnreadableStore")
			.doesNotContain("7".repeat(20))
			.doesNotContain("@ExceptionHandler");
	}

	private String create(String entity, int bytes) {
		HttpResponse<String> answer = this.client.send("POST", "/unified/crm/" + entity,
				"{\"record\": {\"passthrough_fields\": {\"a\": \"%s\"}}}".formatted("x".repeat(bytes)));
		assertThat(answer.statusCode()).isEqualTo(200);
		return Client.json(answer).at("/record/id").stringValue();
	}

	private static List<String> ids(JsonNode records) {
		return records.valueStream().map((record) -> record.get("id").stringValue()).toList();
	}

}
