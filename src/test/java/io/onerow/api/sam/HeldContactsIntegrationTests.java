package io.onerow.api.sam;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody holds a contact of an array, for longer than any request may wait. */
@IntegrationTest
class HeldContactsIntegrationTests {

	@Autowired
	private ApplicationContext context;

	private final String tenant = "h" + UUID.randomUUID().toString().replace("-", "");

	@Test
	void heldContactIsAFailedItemAndItsNeighboursAreSaved() throws Exception {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		sam.upsert(contacts("before"));
		try (Connection holder = TestDatabase.access().connect(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute(
					"select 1 from contact where tenant_id = '" + this.tenant + "' and external_id = 'B' for update");
			HttpResponse<String> answer = sam.upsert(contacts("after"));
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("[{\"recordId\":\"A\",\"rowsAffected\":1},"
					+ "{\"recordId\":\"B\",\"rowsAffected\":0,\"error\":{\"exception\":\"WSCompanyServiceUnavailableException\","
					+ "\"code\":2021,\"message\":\"The contact is busy; send it again.\"}},"
					+ "{\"recordId\":\"C\",\"rowsAffected\":1}]");
		}
		assertThat(sam.contacts()).extracting((contact) -> contact.get("lastname"))
			.extracting(JsonNode::stringValue)
			.containsExactlyInAnyOrder("after", "before", "after");
		assertThat(Client.json(sam.upsert(contacts("after"))).findValues("rowsAffected")).extracting(JsonNode::intValue)
			.containsOnly(1);
	}

	private static String contacts(String lastName) {
		return Stream.of("A", "B", "C")
			.map((id) -> "{\"externalId\": \"" + id + "\", \"firstname\": \"Ann\", \"lastname\": \"" + lastName + "\"}")
			.collect(Collectors.joining(",", "[", "]"));
	}

}
