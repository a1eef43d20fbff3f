package io.onerow.api.propeller;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody holds a few customers of a bulk, for longer than any request may wait. */
@IntegrationTest
class HeldCustomersIntegrationTests {

	@Autowired
	private ApplicationContext context;

	private final String tenant = "h" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void heldCustomersAreFailedLinesAndTheirNeighboursAreSaved() throws Exception {
		Erp erp = Erp.of(this.context, this.tenant);
		erp.bulk(customers(250, "before"));
		try (Connection holder = TestDatabase.access().connect(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select 1 from customer where tenant_id = '" + this.tenant
					+ "' and source_id in ('20', '120', '220') for update");
			HttpResponse<String> answer = erp.bulk(customers(300, "after"));
			assertThat(answer.statusCode()).isEqualTo(200);
			List<JsonNode> lines = List.copyOf(Client.json(answer).get("data").values());
			assertThat(lines).hasSize(300)
				.filteredOn((line) -> !line.get("success").booleanValue())
				.hasSize(3)
				.extracting(JsonNode::toString)
				.allSatisfy((line) -> assertThat(line)
					.matches("\\{\"error\":\"The service is busy; send the request again\\.\","
							+ "\"key\":(20|120|220),\"lookupKey\":\"sourceId\",\"success\":false}"));
			assertThat(erp.get("/customers/sourceId/20?source=erp").get("title").stringValue()).isEqualTo("before");
			for (int saved : new int[] { 19, 21, 119, 249, 299 }) {
				assertThat(erp.get("/customers/sourceId/" + saved + "?source=erp").get("title").stringValue())
					.isEqualTo("after");
			}
			HttpResponse<String> one = erp.send("PATCH", "/customers/sourceId/20?source=erp", "{'title': 'after'}");
			assertThat(one.statusCode()).isEqualTo(503);
			assertThat(one.headers().firstValue("Retry-After")).isPresent();
		}
	}

	private static String[] customers(int count, String title) {
		return IntStream.range(0, count)
			.mapToObj((n) -> "{'source': 'erp', 'sourceId': " + n + ", 'title': '" + title + "'}")
			.toArray(String[]::new);
	}

}
