package io.onerow.api.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onerow.IntegrationTest;
import io.onerow.security.session.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do with files in the console. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportPagesIntegrationTests {

	private final ApplicationContext context;

	private final Browser browser;

	private Office office;

	ImportPagesIntegrationTests(@Autowired ApplicationContext context) {
		this.context = context;
		this.office = new Office(context);
		this.browser = Browser.at(this.office.base());
	}

	@BeforeEach
	void open() {
		this.office = new Office(this.context);
	}

	@AfterAll
	void close() {
		this.browser.close();
	}

	@Test
	void fileIsMappedMendedWrittenAndTakenBack(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("people.csv"), """
				Name;E-Mail;Sprache;Geburtstag;Notiz
				Hanna Berg;hanna@berg.example;de;24.12.1980;new
				Otto Tal;otto@tal.example;Deutsch;1.2.1990;new
				Ida Feld;ida@feld.example;Deutsch;3.4.1991;new
				Karl Wald;karl at wald;de;5.6.1992;new
				""");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.click("Import");
		this.browser.check();
		send(file);
		assertThat(this.browser.text(".tag")).isEqualTo("open");
		assertThat(this.browser.text("#import")).contains("4 rows of contacts (CSV, UTF-8", "as shown: dmy");
		assertThat(this.browser.values("select[name=member]")).containsExactly("fullName", "email", "language",
				"dateOfBirth", "", "language");
		this.browser.check();
		this.browser.click("Preview");
		this.browser.await(".tag", "previewed");
		assertThat(this.browser.texts(".counts dd")).containsExactly("1", "0", "0", "0", "3");
		assertThat(this.browser.text(".groups")).contains("2 rows", "Sprache", "Deutsch");
		this.browser.check();
		this.browser.click("Use it for all cells Deutsch");
		this.browser.await(".tag", "previewed");
		assertThat(this.browser.texts(".counts dd")).containsExactly("3", "0", "0", "0", "1");
		assertThat(this.browser.text(".timeline")).contains("row 1", "Hanna Berg", "1980-12-24");
		this.browser.click("Run");
		this.browser.await(".tag", "done");
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		String path = this.browser.path().replaceAll("[?#].*", "");
		HttpResponse<String> failed = this.office.get(path + "/failed.csv", token);
		assertThat(failed.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"failed.csv\"");
		assertThat(failed.body()).contains("Karl Wald,karl at wald,de,5.6.1992,new,E-Mail,karl at wald,");
		assertThat(this.office.get(path + "/succeeded.csv", token).body()).contains("created").hasLineCount(4);
		this.browser.click("Take it back");
		this.browser.await("#import", "reversed");
		assertThat(this.browser.text(".tag")).isEqualTo("undone");
		this.browser.open("/console/records?q=hanna@berg.example");
		assertThat(this.browser.text()).contains("Nothing was found");
	}

	@Test
	void columnsAreSaidToBeSomethingElseAndKept(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("some people.csv"), """
				Who,Born
				Hanna Berg,1/2/1980
				""");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/imports");
		send(file);
		assertThat(this.browser.values("select[name=member]")).startsWith("", "");
		this.browser.choose("What Who is", "fullName");
		this.browser.choose("What Born is", "email");
		this.browser.choose("What Born is", "");
		assertThat(this.browser.values("select[name=member]")).startsWith("fullName", "");
		this.browser.choose("What Born is", "dateOfBirth");
		assertThat(this.browser.text()).contains("Nothing tells the day from the month.");
		this.browser.choose("Order of the dates of Born", "mdy");
		this.browser.choose("member", "language");
		this.browser.fill("value", "nl");
		this.browser.click("Set");
		this.browser.fill("name", "people of every month");
		this.browser.click("Keep");
		assertThat(this.browser.text(".done")).contains("kept as a template");
		this.browser.open("/console/imports");
		send(file);
		this.browser.click("Use");
		assertThat(this.browser.values("select[name=member]")).startsWith("fullName", "dateOfBirth");
		assertThat(this.browser.text("#import")).contains("language = nl");
		this.browser.check();
		this.browser.click("Run");
		this.browser.await(".tag", "done");
		this.browser.open("/console/records?q=Hanna+Berg");
		this.browser.click("Hanna Berg");
		assertThat(this.browser.text()).contains("1980-01-02", "nl");
	}

	@Test
	void whatIsNotInTheFileIsGoneAndComesBack(@TempDir Path folder) throws IOException {
		for (String name : List.of("Hanna Berg", "Otto Tal", "Ida Feld")) {
			this.office.upserted(
					"{'fullName': '" + name + "', 'email': '" + name.charAt(0) + "@berg.example', 'language': 'de'}");
		}
		Path file = Files.writeString(folder.resolve("all of them.csv"), """
				Name,E-Mail,Sprache
				Hanna Berg,h@berg.example,de
				Otto Tal,o@berg.example,de
				""");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/imports");
		this.browser.click("Full syncs");
		this.browser.check();
		this.browser.choose("kind", "contacts");
		this.browser.fill("owner", this.office.account());
		this.browser.click("Open a full sync");
		String page = this.browser.path();
		assertThat(this.browser.text(".tag")).isEqualTo("open");
		assertThat(this.browser.texts(".groups a")).containsExactlyInAnyOrder("Hanna Berg", "Otto Tal", "Ida Feld");
		this.browser.check();
		this.browser.open("/console/imports");
		send(file);
		this.browser.click("Run for the full sync");
		this.browser.await(".tag", "done");
		this.browser.click("a full sync");
		assertThat(this.browser.text()).contains("2 records were sent.", "all of them.csv");
		assertThat(this.browser.texts(".groups a")).containsExactly("Ida Feld");
		this.browser.choose("missing", "delete");
		this.browser.click("Complete");
		assertThat(this.browser.text()).contains("1 of 3 records would be deleted, which is more than 10 %");
		this.browser.open(page);
		completeAndTakeBack();
		this.browser.open("/console/syncs");
		assertThat(this.browser.texts("tbody th a")).containsExactly("contacts " + this.office.account());
		assertThat(this.browser.texts("tbody .tag")).containsExactly("undone");
	}

	private void completeAndTakeBack() {
		this.browser.choose("missing", "delete");
		this.browser.tick("confirm", "true");
		this.browser.click("Complete");
		this.browser.await(".tag", "done");
		assertThat(this.browser.texts(".groups .tag")).containsExactly("deleted");
		this.browser.check();
		this.browser.click("Take it back");
		this.browser.await("section[aria-labelledby=undone]", "reversed");
		this.browser.click("Ida Feld");
		assertThat(this.browser.text()).contains("@berg.example");
	}

	private void send(Path file) {
		this.browser.choose("kind", "contacts");
		this.browser.fill("owner", this.office.account());
		this.browser.attach("file", file);
		this.browser.click("Send");
	}

	@Test
	void fileIsTakenFromNobodyElse() {
		this.office.logIn(this.browser, Role.READER);
		assertThat(this.browser.text("header")).doesNotContain("Import");
		String token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		assertThat(this.office.get("/console/imports", token).statusCode()).isEqualTo(403);
		assertThat(this.office.get("/console/syncs", token).statusCode()).isEqualTo(403);
		this.office.logIn(this.browser, Role.OPERATOR);
		token = Objects.requireNonNull(this.browser.cookie(ConsoleSecurity.COOKIE));
		String form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname\nAnn\r\n--x--\r\n";
		assertThat(Office
			.send(this.office.request("/console/imports", token)
				.header("Content-Type", "multipart/form-data; boundary=x")
				.POST(HttpRequest.BodyPublishers.ofString(form)))
			.statusCode()).as("without the token of the form").isEqualTo(403);
		assertThat(Office
			.send(this.office.request("/console/imports", "none")
				.header("Content-Type", "multipart/form-data; boundary=x")
				.POST(HttpRequest.BodyPublishers.ofString(form)))
			.statusCode()).as("by a stranger").isEqualTo(403);
		assertThat(Office
			.send(this.office.request("/console/reviews/" + UUID.randomUUID(), token)
				.header("Content-Type", "multipart/form-data; boundary=x")
				.POST(HttpRequest.BodyPublishers.ofString(form)))
			.statusCode()).as("elsewhere").isEqualTo(415);
		this.browser.open("/console/imports");
		this.browser.fill("owner", UUID.randomUUID().toString());
		this.browser.attach("file", Path.of("pom.xml"));
		this.browser.click("Send");
		assertThat(this.browser.text()).contains("There is no such account.");
	}

	@Test
	void cellsAndColumnsOfAnyTextAreMended(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("a.csv"), """
				"Full
				name",Language
				Hanna Berg,a=b
				Otto Tal,"c
				d"
				Ida Feld,e
				""");
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/imports");
		send(file);
		this.browser.click("Preview");
		this.browser.await(".tag", "previewed");
		this.browser.fill("m0-0", "de");
		this.browser.click("Use it for all cells a=b");
		this.browser.await(".tag", "previewed");
		this.browser.fill("m0-0", "en");
		this.browser.click("Use for all such cells");
		this.browser.await(".tag", "previewed");
		this.browser.click("all failed (1)");
		assertThat(this.browser.texts(".timeline .tag")).containsExactly("failed");
		this.browser.check();
		this.browser.fill("r3", "nl");
		this.browser.click("Use it for row 3");
		this.browser.await(".tag", "previewed");
		assertThat(this.browser.texts(".counts dd")).containsExactly("3", "0", "0", "0", "0");
		this.browser.click("Save Language");
		this.browser.click("Save Full name");
		this.browser.click("Run");
		this.browser.await(".tag", "done");
		assertThat(this.browser.texts(".counts dd")).containsExactly("3", "0", "0", "0", "0");
	}

	@Test
	void undoOfManyRowsIsFollowed(@TempDir Path folder) throws IOException {
		Random random = new Random(1);
		Path file = Files.writeString(folder.resolve("many.csv"),
				IntStream.range(0, 1_050)
					.mapToObj((i) -> "p" + i + "@acme.com," + stranger(random) + ",en")
					.collect(Collectors.joining("\n", "email,name,language\n", "\n")));
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/imports");
		send(file);
		this.browser.click("Run");
		this.browser.await(".tag", "done");
		assertThat(this.browser.texts(".counts dd")).startsWith("1050");
		this.browser.click("Take it back");
		this.browser.await("section[aria-labelledby=undone]", "1050");
		this.browser.await("section[aria-labelledby=undone]", "done");
	}

	/** Far from all others. */
	private static String stranger(Random random) {
		return random.ints(20, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
	}

	/** By a form that is as it should be. */
	@Test
	void fileThatIsTooLargeIsRefusedBeforeItComes() throws IOException {
		this.office.logIn(this.browser, Role.OPERATOR);
		this.browser.open("/console/imports");
		URI target = URI.create(this.browser.attribute("form[enctype]", "action"));
		String head = "POST " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1073741825\r\nCookie: "
				+ ConsoleSecurity.COOKIE + "=" + this.browser.cookie(ConsoleSecurity.COOKIE) + "; "
				+ ConsoleSecurity.FORM_COOKIE + "=" + this.browser.cookie(ConsoleSecurity.FORM_COOKIE) + "\r\n\r\n";
		try (Socket socket = new Socket("localhost", target.getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			BufferedReader answer = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
		}
	}

}
