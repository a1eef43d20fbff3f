package io.onerow.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of every directory, and what is told and said of their single rows. */
@IntegrationTest
class ImportRowsIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "r" + UUID.randomUUID().toString().substring(24);

	private Importing importing;

	@BeforeEach
	void newTenant() {
		this.importing = new Importing(this.context, this.tenant);
	}

	@Test
	void contactsOfConnectionsAndOfTheBookAndAccountsOfASourceAreImported() {
		this.importing.client()
			.send("POST", "/api/onerow/v1/admin/connections", "{\"connectionId\":\"crm\",\"provider\":\"native\"}");
		JsonNode contacts = sent("kind=contacts&connection=crm",
				"Vorname;Nachname;E-Mail\nAnn;Lee;ann@x.example\nAnna;Lee;ANN@x.example\nBob;Fox;\nCy;Day;cy at\n");
		assertThat(contacts.get("of").stringValue() + "=" + contacts.get("owner").stringValue())
			.isEqualTo("connection=crm");
		assertThat(Importing.columns(contacts)).containsExactly("Vorname=first_name", "Nachname=last_name",
				"E-Mail=email");
		assertThat(Importing.counts(this.importing.run(contacts)))
			.isEqualTo("[created=1, updated=1, unchanged=0, doubted=0, failed=2]");
		assertThat(this.importing.lines(contacts, "failed")).contains(
				"Bob,Fox,,E-Mail,,\"is required, as a contact is found by it\"",
				"Cy,Day,cy at,E-Mail,cy at,must be an email address");
		JsonNode book = sent("kind=contacts&book=company",
				"id,Vorname,Nachname,mail,Land\n7,Ann,Lee,ann@x.example,DE\n7,Anna,Lee,,DE\n8,Bob,,,\n,Cy,Day,,\n9,Di,Elm,,Germany\n");
		assertThat(Importing.columns(book)).containsExactly("id=externalId", "Vorname=firstname", "Nachname=lastname",
				"mail=email1", "Land=countryCode");
		assertThat(Importing.counts(this.importing.run(book)))
			.isEqualTo("[created=1, updated=1, unchanged=0, doubted=0, failed=3]");
		assertThat(this.importing.lines(book, "failed")).contains("8,Bob,,,,Nachname,,is required to create a record",
				",Cy,Day,,,,,must have an externalId or a contactId");
		assertThat(this.importing.get(book).get("errors").toString()).contains("\"repair\":\"DE\"");
		assertThat(this.importing.send("kind=contacts&book=other", new byte[] { 'a' }).body())
			.contains("book is not valid");
		accountsOfASourceAreImported();
		assertThat(this.importing.post(book, "undo").at("/undo/reversed").intValue()).isEqualTo(2);
		onlyRecordsOfTheFirstKindsAreSynced();
	}

	private void accountsOfASourceAreImported() {
		JsonNode accounts = sent("kind=accounts&source=erp",
				"Firma,Kundennummer,Währung,Ort\nAcme,1,EUR,Bern\nAcme Inc,1,,\nOther,,,\nThird,3,Euro,\n");
		assertThat(Importing.columns(accounts)).containsExactly("Firma=fullName", "Kundennummer=source.sourceId",
				"Währung=currencyCode", "Ort=billingAddress.city");
		assertThat(Importing.counts(this.importing.run(accounts)))
			.isEqualTo("[created=1, updated=1, unchanged=0, doubted=0, failed=2]");
		assertThat(this.importing.lines(accounts, "failed")).contains(
				"Other,,,,Kundennummer,,\"is required, as an account is found by it\"",
				"Third,3,Euro,,Währung,Euro,must be an ISO 4217 currency code");
		assertThat(this.jdbc.sql(
				"select string_agg(wire || ' ' || kind || ' ' || outcome, ', ' order by request_id, item) from history where tenant_id = ? and request_id is not null and item is not null")
			.param(this.tenant)
			.query(String.class)
			.single()).isEqualTo(
					"openint contact created, openint contact updated, sam contact created, sam contact updated, billabex account created, billabex account updated");
	}

	private void onlyRecordsOfTheFirstKindsAreSynced() {
		Client client = this.importing.client();
		HttpResponse<String> refused = client.send("POST", "/api/onerow/v1/syncs",
				"{\"kind\":\"contacts\",\"book\":\"company\"}");
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		HttpResponse<String> kept = client.send("PUT", "/api/onerow/v1/import-templates/book",
				"{\"kind\":\"contacts\",\"of\":\"book\",\"columns\":{\"Who\":{\"member\":\"lastname\"}}}");
		assertThat(Client.json(kept).get("of").stringValue()).as(kept.body()).isEqualTo("book");
		HttpResponse<String> other = client.send("PUT", "/api/onerow/v1/import-templates/other",
				"{\"kind\":\"customers\",\"of\":\"book\",\"columns\":{\"Who\":{\"member\":\"lastName\"}}}");
		assertThat(other.statusCode()).as(other.body()).isEqualTo(400);
		HttpResponse<String> mapped = client.send("PUT", Importing.path(this.importing.open("Who", "Ann")) + "/mapping",
				"{\"template\": \"book\"}");
		assertThat(mapped.statusCode()).as(mapped.body()).isEqualTo(409);
	}

	private JsonNode sent(String owner, String file) {
		HttpResponse<String> answer = this.importing.send(owner, file.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return Client.json(answer);
	}

	@Test
	void fileComesInAForm() {
		String file = "Content-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\nname\nAnn Lee\n\r\n--x--\r\n";
		HttpResponse<String> taken = form("--x\r\n" + file);
		assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
		assertThat(Client.json(taken).get("name").stringValue()).isEqualTo("people.csv");
		assertThat(Client.json(taken).get("total").intValue()).isEqualTo(1);
		HttpResponse<String> more = form(
				"--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x\r\n" + file);
		assertThat(more.statusCode()).isEqualTo(400);
		assertThat(more.body()).contains("other must be in the query");
		assertThat(form("no form").statusCode()).isEqualTo(400);
	}

	private HttpResponse<String> form(String body) {
		return this.importing.client()
			.send(this.importing.client()
				.request("POST", Importing.PATH + "?kind=contacts&account=" + this.importing.account(),
						BodyPublishers.ofString(body))
				.header("Content-Type", "multipart/form-data; boundary=x"));
	}

	@Test
	void eachRowOfARehearsalIsListed() {
		Random random = new Random(1);
		List<String> lines = IntStream.range(0, 620)
			.mapToObj((i) -> stranger(random) + ",p" + i + ((i % 100 == 99) ? "" : "@x.example") + ",en")
			.collect(Collectors.toList());
		lines.add(0, "name,email,language");
		lines.add(stranger(random) + ",p619@x.example,en");
		JsonNode one = this.importing.open(lines.toArray(String[]::new));
		assertThat(this.importing.rehearsed(one, "").get("items")).isEmpty();
		this.importing.preview(one);
		JsonNode failed = this.importing.rehearsed(one, "?outcome=failed&limit=4");
		assertThat(failed.get("items").valueStream().map((row) -> row.get("row").intValue())).containsExactly(100, 200,
				300, 400);
		assertThat(failed.at("/items/0/value").stringValue()).isEqualTo("p99");
		JsonNode rest = this.importing.rehearsed(one, "?outcome=failed&limit=4&after=" + failed.get("next").intValue());
		assertThat(rest.get("items").valueStream().map((row) -> row.get("row").intValue())).containsExactly(500, 600);
		assertThat(rest.get("next").isNull()).isTrue();
		JsonNode all = this.importing.rehearsed(one, "?limit=1000");
		assertThat(all.get("items")).hasSize(621);
		assertThat(all.at("/items/0/after/email").stringValue()).isEqualTo("p0@x.example");
		assertThat(this.importing.rehearsed(one, "?outcome=created&limit=1&after=618").at("/items/0/row").intValue())
			.isEqualTo(619);
		assertThat(this.importing.rehearsed(one, "?after=9000000000000000000").get("items")).isEmpty();
		for (String bad : List.of("?outcome=none", "?limit=0", "?limit=1001", "?after=-1", "?after=x")) {
			assertThat(this.importing.client().get(Importing.path(one) + "/preview/rows" + bad).statusCode()).as(bad)
				.isEqualTo(400);
		}
		this.importing.map(one, "{'columns': {'name': {'member': 'fullName'}}, 'defaults': {'language': 'en'}}");
		assertThat(this.importing.rehearsed(one, "").get("items")).isEmpty();
	}

	@Test
	void oneCellIsMendedAndWhatNobodySaidIsNamed() {
		JsonNode one = sent("kind=customers&source=erp",
				"sourceId,lastName,gender,Firma\n1,Fox,x,\n2,Bee,x,\n3,Cow,,Acme\n");
		this.importing.map(one, "{'columns': {'sourceId': {'member': 'sourceId'}, 'lastName': {'member': 'lastName'}, "
				+ "'gender': {'member': 'gender'}, 'Firma': {'member': 'addresses[].company'}}, 'rows': {'2': {'gender': 'f', 'lastName': 'Bees'}}}");
		JsonNode preview = this.importing.preview(one);
		assertThat(preview.get("errors").toString()).contains("addresses[].type ");
		assertThat(this.importing.rehearsed(one, "?outcome=failed").at("/items/1/reason").stringValue())
			.startsWith("addresses[].type ");
		assertThat(Importing.counts(this.importing.run(one)))
			.isEqualTo("[created=1, updated=0, unchanged=0, doubted=0, failed=2]");
		assertThat(Client.json(this.importing.client().get("/customers/sourceId/2?source=erp"))
			.at("/data/lastName")
			.stringValue()).isEqualTo("Bees");
		assertThat(this.importing.lines(one, "failed").get(2)).startsWith("3,Cow,,Acme,,,addresses[].type ");
		assertThat(this.importing.get(one).at("/rows/2/gender").stringValue()).isEqualTo("f");
		JsonNode other = this.importing.open("name,language", "Ann Lee Long,en");
		for (String rows : List.of("{'2': {'name': 'x'}}", "{'0': {'name': 'x'}}", "{'1': {'none': 'x'}}", "null",
				"{'1': {'name': 1}}", "{'x': {'name': 'x'}}")) {
			HttpResponse<String> refused = this.importing.client()
				.send("PUT", Importing.path(other) + "/mapping",
						("{'columns': {}, 'rows': " + rows + "}").replace('\'', '"'));
			assertThat(refused.statusCode()).as(rows + refused.body()).isEqualTo(400);
			assertThat(refused.body()).as(rows).contains("/rows");
		}
	}

	/** Far from all others. */
	private static String stranger(Random random) {
		return random.ints(20, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
	}

}
