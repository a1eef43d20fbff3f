package io.onerow.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.job.Job;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A file of records is read, understood, rehearsed, written, and taken back. */
@IntegrationTest
class ImportIntegrationTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private RunJob job;

	@Autowired
	private ImportRepository stored;

	@Autowired
	private ImportUpkeep upkeep;

	@Autowired
	private Imports imports;

	@Autowired
	private MeterRegistry meters;

	private final String tenant = "i" + UUID.randomUUID().toString().substring(24);

	private Importing importing;

	@BeforeEach
	void newTenant() {
		this.importing = new Importing(this.context, this.tenant);
	}

	@Test
	void fileIsRehearsedAndWrittenAndTakenBack() {
		this.importing.client()
			.send("PUT", this.importing.contacts() + "/upsert",
					"{\"fullName\":\"Clara Schumann\",\"email\":\"clara@x.example\",\"language\":\"de\"}");
		JsonNode one = this.importing.open("\uFEFFVorname;Nachname;E-Mail;Sprache;Land;Geburtsdatum;Notiz",
				"Clara;Schumann;CLARA@x.example;fr;DE;13.09.1819;",
				"Franz;Liszt;franz@x.example;German;HU;22.10.1811;x",
				"Johannes;Brahms;johannes@x.example;de;DE;07.05.1833;", "Robert;Schumann;robert@;de;DE;08.06.1810;",
				"Clara;Schumann;clara@x.example;fr;DE;13.09.1819;");
		assertThat(one.get("format").stringValue()).isEqualTo("csv, UTF-8, separator ;");
		assertThat(Importing.columns(one)).containsExactly("Vorname=firstName", "Nachname=lastName", "E-Mail=email",
				"Sprache=language", "Land=address.country", "Geburtsdatum=dateOfBirth", "Notiz=null");
		assertThat(one.at("/columns/5/dates").stringValue()).isEqualTo("dmy");
		assertThat(one.at("/columns/6/filled").doubleValue()).isEqualTo(0.2);
		assertThat(one.at("/columns/0/examples").toString()).isEqualTo("[\"Clara\",\"Franz\",\"Johannes\"]");
		JsonNode preview = this.importing.preview(one);
		assertThat(preview.get("counts").toString()).as(preview.toString())
			.isEqualTo("{\"created\":1,\"updated\":1,\"unchanged\":1,\"doubted\":0,\"failed\":2}");
		JsonNode updated = sample(preview, "updated");
		assertThat(updated.get("before").toString()).contains("\"language\":\"de\"");
		assertThat(updated.get("after").toString()).contains("\"language\":\"fr\"", "1819-09-13");
		assertThat(preview.get("errors").toString()).contains("\"column\":\"Sprache\"", "\"values\":[\"German\"]",
				"\"repair\":\"de\"", "must be an email address");
		assertThat(this.importing.all()).as("nothing is written").hasSize(1);
		writtenAndTakenBack(one);
	}

	@Test
	void changesOfAMappingAtOnceAreAllKept() throws Exception {
		UUID id = UUID.fromString(this.importing.open("name", "Clara Schumann").get("id").stringValue());
		TenantId of = new TenantId(this.tenant);
		List<String> members = this.imports.members(this.imports.get(of, id)).stream().map(ImportMember::name).toList();
		ExecutorService people = Executors.newFixedThreadPool(members.size());
		List<Future<Import>> said = people.invokeAll(
				members.stream().<Callable<Import>>map((member) -> () -> this.imports.remap(of, id, (mapping) -> {
					Map<String, String> defaults = new HashMap<>(mapping.defaults());
					defaults.put(member, "x");
					return new Mapping(mapping.columns(), defaults);
				})).toList(), 30, TimeUnit.SECONDS);
		people.shutdown();
		for (Future<Import> one : said) {
			one.get();
		}
		assertThat(this.imports.get(of, id).mapping().defaults()).containsOnlyKeys(members);
	}

	private void writtenAndTakenBack(JsonNode one) {
		this.importing.map(one,
				"{'columns': {'Vorname': {'member': 'firstName'}, 'Nachname': {'member': 'lastName'}, 'E-Mail': {'member': 'email'}, "
						+ "'Sprache': {'member': 'language', 'values': {'German': 'de'}}, 'Geburtsdatum': {'member': 'dateOfBirth'}}}");
		JsonNode done = this.importing.run(one);
		assertThat(done.get("state").stringValue()).isEqualTo("done");
		assertThat(Importing.counts(done)).isEqualTo("[created=2, updated=1, unchanged=1, doubted=0, failed=1]");
		assertThat(this.importing.all()).hasSize(3);
		assertThat(this.importing.lines(one, "failed")).containsExactly(
				"Vorname,Nachname,E-Mail,Sprache,Land,Geburtsdatum,Notiz,onerow column,onerow value,onerow reason",
				"Robert,Schumann,robert@,de,DE,08.06.1810,,E-Mail,robert@,must be an email address");
		List<String> succeeded = this.importing.lines(one, "succeeded");
		assertThat(succeeded).hasSize(5).first().isEqualTo("row,id,outcome,rule");
		assertThat(succeeded.get(1)).startsWith("1,").endsWith(",updated,email");
		assertThat(succeeded.get(4)).startsWith("5,").endsWith(",unchanged,email");
		JsonNode history = Client.json(this.importing.client()
			.get("/api/onerow/v1/history?order=oldest&requestId=" + one.get("id").stringValue()));
		assertThat(history.get("items")
			.valueStream()
			.map((item) -> item.get("item").intValue() + " " + item.get("wire").stringValue()))
			.containsExactly("0 billabex", "1 billabex", "2 billabex");
		assertThat(this.importing.refused(one, "run")).isEqualTo("The import is done.");
		JsonNode undone = this.importing.post(one, "undo");
		assertThat(undone.get("state").stringValue()).isEqualTo("undone");
		assertThat(undone.at("/undo/reversed").intValue()).isEqualTo(3);
		assertThat(this.importing.all()).hasSize(1);
		assertThat(this.importing.all().toString()).contains("\"language\":\"de\"");
	}

	private static JsonNode sample(JsonNode preview, String outcome) {
		return preview.get("samples")
			.valueStream()
			.filter((sample) -> sample.get("outcome").stringValue().equals(outcome))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void namesAreMatchedInTheOrderOfTheFileAndEachRowOnce() {
		List<String> lines = IntStream.range(0, 1_300)
			.mapToObj((i) -> "Person Number " + words(i % 1_000) + ",p" + (i % 1_000) + "@x.example,"
					+ ((i < 1_000) ? "en" : "fr"))
			.collect(Collectors.toList());
		lines.add(0, "name,email,language");
		JsonNode one = this.importing.open(lines.toArray(String[]::new));
		JsonNode done = this.importing.run(one);
		assertThat(Importing.counts(done)).isEqualTo("[created=1000, updated=300, unchanged=0, doubted=0, failed=0]");
		assertThat(done.get("done").intValue()).isEqualTo(1_300);
		assertThat(this.jdbc.sql("select count(*) from contact where tenant_id = ? and language = 'fr'")
			.param(this.tenant)
			.query(Long.class)
			.single()).isEqualTo(300);
		assertThat(this.importing.client().get(Importing.path(one) + "/events").statusCode()).isEqualTo(204);
	}

	@Test
	void rowsOfOnePersonBesideEachOtherAreWrittenInTheirOrder() {
		JsonNode done = this.importing.run(this.importing.open("name,email,language", "Ann Lee,ann@x.example,en",
				"Ann Lee,ANN@x.example,fr", "Bob Stone,bob@x.example,en", "Ann Lee,ann@x.example,nl"));
		assertThat(Importing.counts(done)).isEqualTo("[created=2, updated=2, unchanged=0, doubted=0, failed=0]");
		assertThat(this.jdbc.sql("select language from contact where tenant_id = ? and email_key = 'ann@x.example'")
			.param(this.tenant)
			.query(String.class)
			.single()).isEqualTo("nl");
	}

	/** So far from each other that none is near another. */
	private static String words(int number) {
		return Integer.toString(number, 2).replace('0', 'a').replace('1', 'z').repeat(3) + number * 7919;
	}

	@Test
	void rowsThatWereWrittenByWhoIsGoneAreCountedOnce() {
		List<String> lines = IntStream.range(0, 40)
			.mapToObj((i) -> "Somebody " + words(i) + ",q" + i + "@x.example," + ((i == 7) ? "xx" : "en"))
			.collect(Collectors.toList());
		lines.add(0, "name,email,language");
		lines.add("Somebody " + words(3) + ",q3@x.example,fr");
		JsonNode one = this.importing.open(lines.toArray(String[]::new));
		// all is written, and nothing is noted: as if the instance had ended right there
		this.jdbc.sql("update data_import set phase = 'run' where tenant_id = ?").param(this.tenant).update();
		TenantId id = new TenantId(this.tenant);
		UUID key = UUID.fromString(one.get("id").stringValue());
		Job begun = new Job(id, UUID.randomUUID(), RunJob.KIND, key.toString(), WriteContext.SERVICE, Job.State.RUNNING,
				41, 0, null, "{}", Instant.now(), Instant.now());
		this.job.step(begun);
		this.jdbc.sql("update data_import set written = 0, result = null where tenant_id = ?")
			.param(this.tenant)
			.update();
		this.job.step(begun);
		Import again = this.stored.find(id, key).orElseThrow();
		assertThat(again.written()).isEqualTo(1);
		Report result = Objects.requireNonNull(again.result());
		assertThat(Report.OUTCOMES.stream().map(result::count)).containsExactly(39L, 1L, 0L, 0L, 1L);
		assertThat(this.jdbc.sql("select count(*) from history where tenant_id = ? and request_id = ?")
			.params(this.tenant, key.toString())
			.query(Long.class)
			.single()).isEqualTo(40);
		assertThat(this.importing.get(one).get("state").stringValue()).isEqualTo("done");
	}

	@Test
	void importIsHaltedAndGoesOn() {
		List<String> lines = IntStream.range(0, 6_000)
			.mapToObj((i) -> "Runner " + words(i) + ",r" + i + "@x.example,en")
			.collect(Collectors.toList());
		lines.add(0, "name,email,language");
		JsonNode one = this.importing.open(lines.toArray(String[]::new));
		assertThat(this.importing.refused(one, "pause")).isEqualTo("The import is open.");
		assertThat(this.importing.refused(one, "undo")).isEqualTo("The import is open.");
		this.importing.post(one, "run");
		this.importing.await(one, (state) -> state.get("done").intValue() > 0);
		assertThat(this.importing.post(one, "pause").get("state").stringValue()).isEqualTo("paused");
		assertThat(this.importing.refused(one, "undo")).isEqualTo("The import is paused.");
		HttpResponse<String> event = this.importing.client().get(Importing.path(one) + "/events");
		assertThat(event.body()).contains("retry: 1000\nevent: progress\ndata: {\"state\":\"paused\"");
		this.importing.post(one, "resume");
		JsonNode done = this.importing.await(one, (state) -> state.get("state").stringValue().equals("done"));
		assertThat(Importing.counts(done)).isEqualTo("[created=6000, updated=0, unchanged=0, doubted=0, failed=0]");
		JsonNode other = this.importing.open(lines.toArray(String[]::new));
		this.importing.post(other, "run");
		assertThat(this.importing.post(other, "cancel").get("state").stringValue()).isEqualTo("cancelled");
		assertThat(this.importing.refused(other, "resume")).isEqualTo("The import is cancelled.");
	}

	@Test
	void accountsAndCustomersAreImportedByTheirOwnUpserts() {
		double created = rows("customers", "created");
		double failed = rows("customers", "failed");
		this.importing.client()
			.send("POST", "/api/onerow/v1/admin/connections", "{\"connectionId\":\"crm\",\"provider\":\"native\"}");
		JsonNode accounts = Client.json(this.importing.send("kind=accounts&connection=crm&name=a.tsv",
				"Firma\tWebseite\tMitarbeiter\tOrt\nAcme\thttps://acme.example\t12\tBasel\nOther\tacme.example\t13\t\nNone\t\t1\t\n"
					.getBytes(StandardCharsets.UTF_8)));
		assertThat(Importing.columns(accounts)).containsExactly("Firma=name", "Webseite=website",
				"Mitarbeiter=number_of_employees", "Ort=addresses[].city");
		JsonNode done = this.importing.run(accounts);
		assertThat(Importing.counts(done)).as(done.toString())
			.isEqualTo("[created=1, updated=1, unchanged=0, doubted=0, failed=1]");
		assertThat(this.importing.lines(accounts, "failed").get(1))
			.isEqualTo("None,,1,,Webseite,,\"is required, as an account is found by it\"");
		JsonNode customers = Client.json(this.importing.send("kind=customers&source=erp",
				"{\"sourceId\":\"1\",\"lastName\":\"Fox\",\"dateOfBirth\":\"1985-03-27\",\"addresses\":[]}\n{\"sourceId\":2,\"gender\":\"Herr\"}\nno\n{\"sourceId\":\"2\",\"lastName\":\"Bee\"}"
					.getBytes(StandardCharsets.UTF_8)));
		JsonNode preview = this.importing.preview(customers);
		assertThat(preview.get("counts").toString()).as(preview.toString())
			.isEqualTo("{\"created\":2,\"updated\":0,\"unchanged\":0,\"doubted\":0,\"failed\":2}");
		assertThat(preview.get("errors").toString()).contains("\"repair\":\"m\"", "is no JSON object");
		assertThat(Importing.counts(this.importing.run(customers)))
			.isEqualTo("[created=2, updated=0, unchanged=0, doubted=0, failed=2]");
		assertThat(rows("customers", "created") - created).as("and not the rehearsal").isEqualTo(2);
		assertThat(rows("customers", "failed") - failed).isEqualTo(2);
		assertThat(Client.json(this.importing.client().get("/customers/sourceId/2?source=erp"))
			.at("/data/lastName")
			.stringValue()).isEqualTo("Bee");
	}

	private double rows(String kind, String outcome) {
		return this.meters.get("onerow.import.rows").tags("kind", kind, "outcome", outcome).counter().count();
	}

	@Test
	void hostileFilesAreRefusedOrTheirRowsAre() {
		refused("", "It is empty");
		refused("name,email\n\"open,a@x.example\nb,c\n", "a quote is opened and not closed");
		refused("PK\u0003\u0004 and no more", "It is a damaged spreadsheet");
		refused(IntStream.range(0, 1_001).mapToObj((i) -> "c" + i).collect(Collectors.joining(",")),
				"more than 1000 columns");
		JsonNode header = this.importing.open("name,email,language");
		assertThat(header.get("total").intValue()).isZero();
		assertThat(this.importing.run(header).get("state").stringValue()).isEqualTo("done");
		String hundred = IntStream.range(0, 97).mapToObj((i) -> "c" + i).collect(Collectors.joining(","));
		JsonNode one = this.importing.open("name,email,language,Name," + hundred, "A B C D,a@x.example,en",
				"With\u0000Nul,b@x.example,en", "Long " + "x".repeat(10_000_000) + ",c@x.example,en",
				"Many,d@x.example,en" + ",x".repeat(200), "Quoted \"\" inside,\"e@x.example\",en");
		assertThat(Importing.columns(one)).contains("name=fullName", "Name=null").hasSize(101);
		JsonNode done = this.importing.run(one);
		assertThat(done.get("state").stringValue()).as(done.toString()).isEqualTo("done");
		assertThat(done.get("created").intValue()).isEqualTo(2);
		assertThat(done.get("errors").toString()).contains("must not contain the NUL character",
				"has a cell of more than 100000 characters", "has more cells than there are columns");
		JsonNode windows = this.importing
			.open("Name;Sprache\nJürgen Müßig;de\n".getBytes(Charset.forName("windows-1252")));
		assertThat(windows.get("format").stringValue()).isEqualTo("csv, windows-1252, separator ;");
		assertThat(windows.at("/columns/0/examples/0").stringValue()).isEqualTo("Jürgen Müßig");
		JsonNode dates = this.importing.open("name,dob,language", "X Y Z W,01.02.1980,en");
		assertThat(dates.at("/columns/1/ambiguousDates").booleanValue()).isTrue();
		assertThat(this.importing.preview(dates).at("/errors/0/reason").stringValue()).contains("day or month");
		HttpResponse<String> form = this.importing.client()
			.send(this.importing.client()
				.request("POST", Importing.PATH + "?kind=contacts&account=" + this.importing.account(),
						BodyPublishers.ofString("name=x"))
				.header("Content-Type", "application/x-www-form-urlencoded"));
		assertThat(form.statusCode()).isEqualTo(415);
	}

	private void refused(String file, String why) {
		HttpResponse<String> answer = this.importing.send("kind=contacts&account=" + this.importing.account(),
				file.getBytes(StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.body()).contains("The file cannot be read: ", why);
		assertThat(this.jdbc.sql("select count(*) from data_import where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void erasedPersonGoesFromFilesAndWhatIsOverIsDeleted() {
		JsonNode one = this.importing.open("name,email,language", "Erased Person,gone@x.example,en",
				"Other Person,bad,en");
		this.importing.preview(one);
		this.importing.run(one);
		JsonNode next = this.importing.open("name,email,language", "Erased Person,gone@x.example,fr");
		this.importing.preview(next);
		assertThat(this.importing.rehearsed(next, "").toString()).contains("\"before\":{\"language\":\"en\"}");
		String id = this.importing.lines(one, "succeeded").get(1).split(",", -1)[1];
		assertThat(this.importing.client().delete("/api/onerow/v1/records/" + id + "?erase=true").statusCode())
			.isEqualTo(204);
		assertThat(this.importing.lines(one, "failed")).hasSize(1);
		assertThat(this.importing.lines(one, "succeeded")).hasSize(1);
		assertThat(this.importing.get(one).toString()).doesNotContain("Erased", "gone@x.example", "Other");
		assertThat(this.importing.rehearsed(one, "").get("items")).isEmpty();
		assertThat(this.importing.rehearsed(next, "").get("items")).as("what it would have changed").isEmpty();
		assertThat(this.importing.get(next).at("/preview/samples")).isEmpty();
		this.jdbc.sql("update data_import set updated_at = now() - interval '8 days' where tenant_id = ?")
			.param(this.tenant)
			.update();
		this.upkeep.purge(new TenantId(this.tenant));
		assertThat(this.importing.client().get(Importing.path(one)).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select count(*) from data_import_chunk where tenant_id = ?")
			.param(this.tenant)
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void mappingIsKeptForFilesThatComeAgain() {
		Client client = this.importing.client();
		String template = "/api/onerow/v1/import-templates/From%20the%20ERP";
		String mapping = "{\"kind\":\"contacts\",\"columns\":{\"Who\":{\"member\":\"fullName\"},\"When\":{\"member\":\"dateOfBirth\",\"dates\":\"dmy\"}},"
				+ "\"defaults\":{\"language\":\"en\"}}";
		HttpResponse<String> kept = client.send("PUT", template, mapping);
		assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
		assertThat(Client.json(client.get("/api/onerow/v1/import-templates")).at("/items/0/name").stringValue())
			.isEqualTo("From the ERP");
		JsonNode one = this.importing.open("Mail,Who", "a@x.example,Abe Lincoln Senior");
		assertThat(Importing.columns(this.importing.map(one, "{'template': 'From the ERP'}")))
			.containsExactly("Mail=null", "Who=fullName");
		assertThat(this.importing.run(one).get("created").intValue()).isEqualTo(1);
		assertThat(client.send("PUT", Importing.path(one) + "/mapping", "{\"template\": \"other\"}").statusCode())
			.isEqualTo(404);
		assertThat(client.send("PUT", template, mapping.replace("fullName", "none")).body())
			.contains("/columns/Who/member must be one of fullName, firstName");
		assertThat(Client.of(this.context, "x" + this.tenant.substring(1), "imports:write").get(template).statusCode())
			.isEqualTo(404);
		assertThat(client.delete(template).statusCode()).isEqualTo(204);
		assertThat(client.delete(template).statusCode()).isEqualTo(404);
	}

	@Test
	void importIsNobodyElses() {
		JsonNode one = this.importing.open("name,email,language", "A B C D,a@x.example,en");
		Client stranger = Client.of(this.context, "x" + this.tenant.substring(1), "imports:write");
		for (String route : List.of("", "/failed", "/succeeded", "/events", "/preview/rows")) {
			assertThat(stranger.get(Importing.path(one) + route).statusCode()).as(route).isEqualTo(404);
		}
		assertThat(stranger.send("POST", Importing.path(one) + "/run", "").statusCode()).isEqualTo(404);
		HttpResponse<String> into = stranger
			.send(stranger.request("POST", Importing.PATH + "?kind=contacts&account=" + this.importing.account(),
					BodyPublishers.ofString("name\nx")));
		assertThat(into.statusCode()).isEqualTo(404);
		assertThat(Duration.between(Instant.now(), Instant.parse(one.get("keptUntil").stringValue())).toHours())
			.isBetween(166L, 168L);
	}

}
