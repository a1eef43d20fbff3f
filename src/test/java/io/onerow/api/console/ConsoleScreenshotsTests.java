package io.onerow.api.console;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.onerow.IntegrationTest;
import io.onerow.security.session.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes the pictures of the console, if asked to: wide and light, narrow and dark. */
@IntegrationTest
@EnabledIfSystemProperty(named = "onerow.screenshots", matches = "true")
class ConsoleScreenshotsTests {

	/** Rows of a file that takes as long as its pictures. */
	private static final int MANY = 60_000;

	private static final Path FOLDER = Path.of("docs", "console");

	@Autowired
	private ApplicationContext context;

	@Test
	void pagesAreTaken(@TempDir Path folder) throws IOException {
		Office office = new Office(this.context, "acme");
		String record = fill(office);
		Files.createDirectories(FOLDER);
		try (Browser browser = Browser.at(office.base())) {
			assertThat(browser.chromium()).as("Chromium").isNotNull();
			browser.open("/console/login");
			take(browser, "login");
			browser.logIn(office.user(Role.ADMIN), Office.PASSWORD);
			browser.fill("q", "Jon Smit");
			browser.click("Search");
			take(browser, "records");
			browser.open("/console/records/" + record);
			take(browser, "record");
			browser.open("/console/reviews");
			take(browser, "reviews");
			browser.open("/console/activity?span=hour");
			take(browser, "activity");
			lab(browser, office);
			merge(browser, office, record);
			browser.open("/console/records/" + UUID.randomUUID());
			take(browser, "problem");
			importFile(browser, office, folder.resolve("people of november.csv"));
			sync(browser, office);
			browser.open("/console/admin/users");
			browser.fill("email", "olga@acme.example");
			browser.choose("role", "operator");
			browser.click("Create");
			browser.open("/console/admin/users");
			take(browser, "users");
			credentials(browser);
			browser.open("/console/admin/policies");
			take(browser, "policies");
			browser.open("/console/admin/audit");
			take(browser, "audit");
		}
	}

	private static void lab(Browser browser, Office office) throws IOException {
		browser.open("/console/lab");
		browser.fill("path", office.contacts() + "/upsert");
		browser.fill("body", "{\"fullName\": \"Jonn Smith\", \"language\": \"en\", \"dateOfBirth\": \"1950-01-01\"}");
		browser.click("Explain");
		take(browser, "lab");
		browser.choose("other", "guarded");
		browser.click("Compare");
		take(browser, "lab-comparison");
	}

	private static void sync(Browser browser, Office office) throws IOException {
		browser.open("/console/syncs");
		browser.choose("kind", "contacts");
		browser.fill("owner", office.account());
		browser.click("Open a full sync");
		take(browser, "sync");
		browser.open("/console/syncs");
		take(browser, "syncs");
		browser.click("contacts " + office.account());
		browser.choose("missing", "mark");
		browser.tick("confirm", "true");
		browser.click("Complete");
		browser.await(".tag", "done");
		take(browser, "sync-done");
	}

	private static void merge(Browser browser, Office office, String record) throws IOException {
		String other = office.upserted("{'fullName': 'Anna Leigh', 'email': 'anna@acme.com', 'language': 'en'}");
		browser.open("/console/records/" + record + "/merge?other=" + other);
		take(browser, "merge");
	}

	private static void credentials(Browser browser) throws IOException {
		browser.open("/console/admin/clients");
		browser.fill("clientId", "acme-crm");
		browser.tick("scopes", "accounts:all");
		browser.click("Create");
		browser.open("/console/admin/clients");
		take(browser, "clients");
		browser.click("Change acme-crm");
		take(browser, "client");
		browser.open("/console/admin/api-keys");
		browser.fill("name", "newsletter");
		browser.tick("scopes", "accounts:read");
		browser.click("Create");
		browser.open("/console/admin/api-keys");
		take(browser, "api-keys");
		browser.open("/console/admin/connections");
		browser.fill("connectionId", "crm");
		browser.click("Create");
		take(browser, "connections");
	}

	private static void importFile(Browser browser, Office office, Path file) throws IOException {
		Files.writeString(file, """
				Name;E-Mail;Sprache;Geburtstag;Notiz
				Hanna Berg;hanna.berg@acme.com;de;24.12.1980;met in Delft
				Ann Lee;ann.lee@acme.com;en;3.4.1991;
				Otto Tal;otto.tal@acme.com;Deutsch;1.2.1990;
				Ida Feld;ida.feld@acme.com;Deutsch;3.4.1991;asks for a call
				Karl Wald;karl at wald;de;5.6.1992;
				""");
		browser.open("/console/imports");
		browser.choose("kind", "contacts");
		browser.fill("owner", office.account());
		browser.attach("file", file);
		browser.click("Send");
		browser.click("Preview");
		browser.await(".tag", "previewed");
		take(browser, "import");
		browser.click("all failed (3)");
		take(browser, "import-rows");
		browser.click("Run");
		browser.await(".tag", "done");
		take(browser, "import-done");
		Files.writeString(file.resolveSibling("customers.csv"),
				IntStream.range(0, MANY)
					.mapToObj((i) -> i + ",Number " + i + ",c" + i + "@acme.com\n")
					.collect(Collectors.joining("", "sourceId,lastName,email\n", "")));
		browser.open("/console/imports");
		browser.choose("kind", "customers");
		browser.fill("owner", "erp");
		browser.attach("file", file.resolveSibling("customers.csv"));
		browser.click("Send");
		browser.click("Run");
		browser.await("#import", "Done at about");
		take(browser, "import-running");
		browser.open("/console/imports");
		take(browser, "imports");
	}

	/** Something to look at; the id of a record with a story. */
	private static String fill(Office office) {
		office.asks();
		office.doubt("John Smith", "Jon Smith", "+31 20 111111");
		office.doubt("Petra Parker", "Peter Parker", "+31 20 222222");
		for (String name : List.of("Clara Schumann", "Fanny Mendelssohn", "Johann Pachelbel", "Gustav Mahler",
				"Franz Liszt", "Nadia Boulanger", "Amy Beach", "Ethel Smyth")) {
			office.upserted("{'fullName': '" + name + "', 'email': '" + name.toLowerCase(Locale.ROOT).replace(' ', '.')
					+ "@acme.com', 'language': 'en'}");
		}
		String ann = office.upserted(
				"{'fullName': 'Ann Lee', 'email': 'ann.lee@acme.com', 'language': 'en', 'phone': '+31 20 333333', 'city': 'Delft'}");
		office.upserted("{'fullName': 'Bob Stone', 'email': 'ann.lee@acme.com', 'language': 'nl'}");
		return ann;
	}

	/**
	 * With a palette of the colours that are most of it, in which a picture of text takes
	 * a third.
	 */
	private static byte[] small(byte[] picture) throws IOException {
		BufferedImage taken = ImageIO.read(new ByteArrayInputStream(picture));
		int[] pixels = taken.getRGB(0, 0, taken.getWidth(), taken.getHeight(), null, 0, taken.getWidth());
		Map<Integer, Long> counts = IntStream.of(pixels)
			.boxed()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		int[] palette = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.limit(128)
			.mapToInt(Map.Entry::getKey)
			.toArray();
		BufferedImage small = new BufferedImage(taken.getWidth(), taken.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
				new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
		Map<Integer, Integer> places = new HashMap<>();
		for (int at = 0; at < pixels.length; at++) {
			int place = places.computeIfAbsent(pixels[at], (colour) -> nearest(palette, colour));
			small.getRaster().setSample(at % taken.getWidth(), at / taken.getWidth(), 0, place);
		}
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		ImageIO.write(small, "png", written);
		return written.toByteArray();
	}

	private static int nearest(int[] palette, int colour) {
		return IntStream.range(0, palette.length)
			.boxed()
			.min(Comparator.comparingInt((place) -> apart(palette[place], colour)))
			.orElseThrow();
	}

	private static int apart(int one, int other) {
		return IntStream.of(0, 8, 16).map((bits) -> Math.abs((one >> bits & 255) - (other >> bits & 255))).sum();
	}

	private static void take(Browser browser, String name) throws IOException {
		for (int width : List.of(1280, 390)) {
			browser.show(width, (width == 1280) ? "light" : "dark");
			Files.write(FOLDER.resolve(name + "-" + width + ".png"), small(browser.picture(width)));
		}
		browser.show(1280, "light");
	}

}
