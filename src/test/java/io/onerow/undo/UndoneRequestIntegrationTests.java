package io.onerow.undo;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.api.sam.SamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Undo of all that a request has written, on all wires. */
@IntegrationTest
class UndoneRequestIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "q" + UUID.randomUUID().toString().substring(24);

	private Undoing undoing;

	private Client client;

	@BeforeEach
	void logIn() {
		this.undoing = new Undoing(this.context, this.tenant);
		this.client = this.undoing.client();
	}

	@Test
	void accountWithContactsIsCreatedDeletedAndUndoneByItsRequests() {
		String before = this.undoing.state();
		HttpResponse<String> created = this.client.send("POST", "/api/public/v1/accounts",
				"""
						{"fullName": "Globex", "contacts": [{"fullName": "Ann Low", "email": "ann@globex.com", "language": "en"},
							{"fullName": "Bob High", "email": "bob@globex.com", "language": "en"}]}""");
		assertThat(created.statusCode()).as(created.body()).isLessThan(300);
		String there = this.undoing.state();
		HttpResponse<String> deleted = this.client.delete("/api/public/v1/accounts/" + text(created, "id"));
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(deleted)), 3);
		assertThat(this.undoing.state()).isEqualTo(there);
		HttpResponse<String> undone = this.undoing.undoRequest(Undoing.request(created));
		Undoing.assertUndone(undone, 3);
		assertThat(this.undoing.state()).isEqualTo(before);
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(undone)), 3);
		assertThat(this.undoing.state()).isEqualTo(there);
	}

	@Test
	void arrayOfSamIsUndone() {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		sam.upsert("[{\"externalId\": \"A\", \"firstname\": \"Ann\", \"lastname\": \"Low\", \"email1\": \"a@b.co\"}]");
		String before = this.undoing.state();
		HttpResponse<String> array = sam.upsert("""
				[{"externalId": "A", "firstname": "Anna", "lastname": "Low"},
				{"externalId": "B", "firstname": "Bob", "lastname": "High"},
				{"externalId": "A", "firstname": "Annabel", "lastname": "Low"}]""");
		assertThat(array.statusCode()).as(array.body()).isEqualTo(200);
		String after = this.undoing.state();
		HttpResponse<String> undone = this.undoing.undoRequest(Undoing.request(array));
		Undoing.assertUndone(undone, 3);
		assertThat(this.undoing.state()).isEqualTo(before);
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(undone)), 3);
		assertThat(this.undoing.state()).isEqualTo(after);
	}

	@Test
	void whatAnotherWriteOfTheRequestHasIsUndoneAfterIt() {
		SamClient sam = SamClient.of(this.context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		sam.upsert("[{\"externalId\": \"1\", \"firstname\": \"Ann\", \"lastname\": \"Low\", \"email1\": \"b@b.co\"}]");
		sam.upsert("[{\"externalId\": \"2\", \"firstname\": \"Bob\", \"lastname\": \"High\", \"email1\": \"a@b.co\"}]");
		String before = this.undoing.state();
		HttpResponse<String> array = sam.upsert("""
				[{"externalId": "2", "firstname": "Rob", "email1": "c@b.co"}, {"externalId": "2", "firstname": "Bob"},
				{"externalId": "1", "email1": "a@b.co"}]""");
		assertThat(array.body()).as(array.body()).doesNotContain("\"rowsAffected\":0");
		String after = this.undoing.state();
		this.jdbc.sql("update history set at = (select max(at) from history) where request_id = ?")
			.param(Undoing.request(array))
			.update();
		HttpResponse<String> undone = this.undoing.undoRequest(Undoing.request(array));
		Undoing.assertUndone(undone, 3);
		assertThat(undone.body().split("\"undoId\"", -1)).hasSize(4);
		assertThat(this.undoing.state()).isEqualTo(before);
		HttpResponse<String> redone = this.undoing.undoRequest(Undoing.request(undone));
		Undoing.assertUndone(redone, 3);
		assertThat(this.undoing.state()).isEqualTo(after);
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(redone)), 3);
		assertThat(this.undoing.state()).isEqualTo(before);
	}

	@Test
	void bulkOfCustomersWithParentsIsUndone() {
		bulk("{\"source\": \"s\", \"sourceId\": \"1\", \"language\": \"EN\", \"lastName\": \"One\"}");
		String before = this.undoing.state();
		HttpResponse<String> family = bulk(
				"""
						{"source": "s", "sourceId": "1", "language": "EN", "lastName": "Uno", "parent": {"source": "s", "sourceId": "3"}},
						{"source": "s", "sourceId": "2", "lastName": "Two", "dateOfBirth": "1980-02-03",
							"parent": {"source": "s", "sourceId": "3"},
							"addresses": [{"type": "invoice", "street": "S", "city": "C", "country": "NL"}]},
						{"source": "s", "sourceId": "3", "lastName": "Three"}""");
		assertThat(family.body()).doesNotContain("\"success\":false");
		String after = this.undoing.state();
		HttpResponse<String> undone = this.undoing.undoRequest(Undoing.request(family));
		Undoing.assertUndone(undone, 3);
		assertThat(this.undoing.state()).isEqualTo(before);
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(undone)), 3);
		assertThat(this.undoing.state()).isEqualTo(after);
		HttpResponse<String> deleted = this.client.delete("/customers/sourceId/3?source=s");
		assertThat(deleted.statusCode()).isEqualTo(204);
		Undoing.assertUndone(this.undoing.undoRequest(Undoing.request(deleted)), 3);
		assertThat(this.undoing.state()).isEqualTo(after);
	}

	@Test
	void customerStaysWhileItHasChildrenAndIsNotCreatedTwice() {
		HttpResponse<String> parent = bulk("{\"source\": \"s\", \"sourceId\": \"1\", \"lastName\": \"One\"}");
		bulk("{\"source\": \"s\", \"sourceId\": \"2\", \"lastName\": \"Two\", \"parent\": {\"source\": \"s\", \"sourceId\": \"1\"}}");
		HttpResponse<String> kept = this.undoing.undoRequest(Undoing.request(parent));
		assertThat(kept.statusCode()).isEqualTo(200);
		assertThat(Client.json(kept).get("kept").asInt()).isEqualTo(1);
		assertThat(kept.body()).contains("\"reason\":\"needed\"");
		HttpResponse<String> gone = this.client.delete("/customers/sourceId/2?source=s");
		bulk("{\"source\": \"s\", \"sourceId\": \"2\", \"lastName\": \"Again\"}");
		HttpResponse<String> taken = this.undoing.undo(this.undoing.entry(gone));
		assertThat(taken.statusCode()).isEqualTo(409);
		assertThat(text(taken, "reason")).isEqualTo("taken");
	}

	@Test
	void bulkIsUndoneAlsoInPart() {
		HttpResponse<String> bulk = this.client.send("POST", "/customers/bulk/sourceId",
				IntStream.range(0, 600)
					.mapToObj((n) -> "{\"source\": \"s\", \"sourceId\": \"%d\", \"lastName\": \"N\"}".formatted(n))
					.collect(Collectors.joining(",", "{\"customers\": [", "]}")));
		bulk("{\"source\": \"s\", \"sourceId\": \"7\", \"phone\": \"1\"}");
		JsonNode result = Client.json(this.undoing.undoRequest(Undoing.request(bulk)));
		assertThat(result.get("reversed").asInt()).isEqualTo(599);
		assertThat(result.get("kept").asInt()).isEqualTo(1);
		assertThat(result.get("items").size()).isEqualTo(600);
		assertThat(this.undoing.column("source_id", "customer", "true")).containsExactly("7");
	}

	private HttpResponse<String> bulk(String customers) {
		HttpResponse<String> answer = this.client.send("POST", "/customers/bulk/sourceId",
				"{\"customers\": [" + customers + "]}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private static String text(HttpResponse<String> answer, String member) {
		return Client.json(answer).get(member).stringValue();
	}

}
