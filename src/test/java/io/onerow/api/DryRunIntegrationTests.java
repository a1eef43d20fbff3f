package io.onerow.api;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.Property;
import io.onerow.Race;
import io.onerow.TestDatabase;
import io.onerow.api.Wires.Request;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.DryRuns;
import io.onerow.upsert.TooMuchContention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A dry run answers what the real one does, on all wires, and leaves nothing. */
@IntegrationTest
class DryRunIntegrationTests {

	private static final String DRY_RUN = "Onerow-Dry-Run";

	private static final int CASES = 15;

	/** Requests of a case, each of which meets what those before have left. */
	private static final int STEPS = 10;

	private static final List<String> HEADERS = List.of("Onerow-Outcome", "Onerow-Match", "Onerow-Withheld", "ETag",
			"Location");

	private static final Pattern MADE = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|conn_native_[0-9a-f]{32}"
				+ "|(?<=\"id\":|/id/|found: |exists: |and |contact )[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

	@Autowired
	private ApplicationContext context;

	@Test
	void dryRunAnswersWhatTheRealOneThenDoes() {
		Property.holds(CASES, this::holds);
	}

	private void holds(RandomGenerator random) {
		Wires wires = new Wires(this.context);
		RandomRequests requests = new RandomRequests(wires, random);
		for (int step = 0; step < STEPS; step++) {
			agrees(wires, requests.next(), random.nextBoolean());
		}
	}

	private static void agrees(Wires wires, Request request, boolean byHeader) {
		String before = wires.stored();
		Set<String> known = numbers(wires);
		HttpResponse<String> dry = wires.send(byHeader ? request.with(DRY_RUN, "true")
				: request.on(request.path() + (request.path().contains("?") ? "&" : "?") + "dryRun=true"));
		assertThat(wires.stored()).as(request + ", answered " + dry.body()).isEqualTo(before);
		HttpResponse<String> real = wires.send(request);
		assertThat(told(dry, before, known)).as(request + " on " + before).isEqualTo(told(real, before, known));
		assertThat(dry.headers().firstValue(DRY_RUN)).hasValue("true");
		assertThat(real.headers().firstValue(DRY_RUN)).isEmpty();
		assertThat(real.statusCode()).as(real.body()).isLessThan(500);
	}

	private static Set<String> numbers(Wires wires) {
		return Stream.concat(wires.ids("customer", "customer_id").stream(), wires.ids("contact", "number").stream())
			.collect(Collectors.toSet());
	}

	/** Status, headers and body, but for the ids of what is new, and times. */
	private static String told(HttpResponse<String> answer, String before, Set<String> known) {
		String told = Stream
			.concat(Stream.of(answer.statusCode() + "", answer.body()),
					HEADERS.stream().map((name) -> answer.headers().firstValue(name).orElse("-")))
			.collect(Collectors.joining("\n"));
		Map<String, String> names = new HashMap<>();
		return MADE.matcher(told)
			.replaceAll((made) -> isKnown(made.group(), before, known) ? made.group()
					: names.computeIfAbsent(made.group(), (id) -> "new" + names.size()));
	}

	/** A number is short, and may stand anywhere. */
	private static boolean isKnown(String id, String before, Set<String> known) {
		return known.contains(id) || (id.length() > 20 && before.contains(id));
	}

	@Test
	void bulkSeesItsOwnItemsAndLeavesTheWholeDatabaseAsItWas() {
		Wires wires = new Wires(this.context);
		wires.send("POST", "/customers/bulk/sourceId", customers(0, 50, "Old"));
		Request bulk = Request.of("POST", "/customers/bulk/sourceId?receipts=true", customers(25, 700, "New"));
		String before = wires.all();
		Set<String> known = numbers(wires);
		HttpResponse<String> dry = wires.send(bulk.with(DRY_RUN, "true"));
		assertThat(wires.all()).isEqualTo(before);
		HttpResponse<String> real = wires.send(bulk);
		assertThat(told(dry, before, known)).isEqualTo(told(real, before, known));
		assertThat(real.body()).contains("\"created\"", "\"updated\"", "\"unchanged\"", "Parent customer not found");
	}

	/** An answer that names records names them in the order of their numbers. */
	@Test
	void whatIsMadeUpHasTheOrderInWhichItIsMade() {
		Wires wires = new Wires(this.context);
		String twice = IntStream.range(0, 20)
			.mapToObj((n) -> Stream.of("'language': 'de', ", "'language': 'en', ", "")
				.map((language) -> "{'source': 's', %s'sourceId': '%d'}".formatted(language, n))
				.collect(Collectors.joining(", ")))
			.collect(Collectors.joining(", ", "{'customers': [", "]}"));
		Request bulk = Request.of("POST", "/customers/bulk/sourceId", twice);
		HttpResponse<String> dry = wires.send(bulk.with(DRY_RUN, "true"));
		assertThat(dry.body()).contains("Multiple customers found");
		HttpResponse<String> real = wires.send(bulk);
		assertThat(told(dry, "", Set.of())).isEqualTo(told(real, "", Set.of()));
		assertThat(List.of(dry, real)).allSatisfy((answer) -> assertThat(Pattern.compile("(?<=\"id\":)[0-9]+")
			.matcher(answer.body())
			.results()
			.map((id) -> Long.valueOf(id.group()))).hasSize(40).isSorted());
	}

	/** The parent of each is the one before it; of some there is none. */
	private static String customers(int from, int to, String name) {
		return IntStream.range(from, to)
			.mapToObj((n) -> "{'source': 's', 'sourceId': '%d', 'lastName': '%s'%s}".formatted(n,
					(n < 30) ? "Old" : name,
					(n % 50 == 49) ? ", 'parent': {'source': 's', 'sourceId': 'none'}"
							: (n % 10 == 0) ? "" : ", 'parent': {'source': 's', 'sourceId': '" + (n - 1) + "'}"))
			.collect(Collectors.joining(", ", "{'customers': [", "]}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/public/v1/accounts", "/unified/crm/contact", "/customers",
			"/rest/company/contact/upsert" })
	void otherValueIsNamedAndNothingIsWritten(String path) {
		Wires wires = new Wires(this.context);
		String before = wires.stored();
		for (HttpResponse<String> refused : List.of(wires.send("POST", path, "[]", DRY_RUN, "yes"),
				wires.send("POST", path + "?dryRun=", "[]"),
				wires.send("POST", path + "?dryRun=true&dryRun=1", "[]"))) {
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).containsIgnoringCase("dry").contains("must be true or false");
			assertThat(refused.headers().firstValue(DRY_RUN)).isEmpty();
		}
		assertThat(wires.stored()).isEqualTo(before);
	}

	@Test
	void itGivesWayToOthersAfterHalfASecond() throws Exception {
		Wires wires = new Wires(this.context);
		wires.send("POST", "/customers/bulk/sourceId", customers(0, 3, "Old"));
		String changed = customers(0, 3, "Old").replace("Old", "New");
		try (Connection holder = TestDatabase.access().connect()) {
			holder.setAutoCommit(false);
			PreparedStatement lock = holder.prepareStatement("select from customer where tenant_id = ? for update");
			lock.setString(1, wires.tenant());
			lock.executeQuery();
			long begin = System.nanoTime();
			HttpResponse<String> dry = wires.send("POST", "/customers/bulk/sourceId?dryRun=true",
					"{'customers': [{'source': 's', 'sourceId': '1', 'lastName': 'New'}]}");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(450),
					Duration.ofMillis(1_500));
			assertThat(dry.body()).contains("busy");
		}
		assertThat(wires.send("POST", "/customers/bulk/sourceId?dryRun=true", changed).body()).doesNotContain("busy");
	}

	@Test
	void itIsOverBeforeOthersWhoWaitForItGiveUp() {
		DryRuns dryRuns = this.context.getBean(DryRuns.class);
		JdbcTemplate jdbc = this.context.getBean(JdbcTemplate.class);
		long begin = System.nanoTime();
		assertThatException().isThrownBy(() -> dryRuns.run(() -> {
			for (int n = 0; n < 100; n++) {
				jdbc.execute("select pg_sleep(" + ((n < 5) ? 0.3 : 60) + ")");
			}
			return null;
		}));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(DryRuns.TIME.minusMillis(100),
				DryRuns.TIME.plusMillis(800));
		assertThatExceptionOfType(TooMuchContention.class).isThrownBy(() -> dryRuns.run(() -> {
			jdbc.execute("select 1");
			Thread.sleep(DryRuns.TIME.toMillis());
			jdbc.execute("select 1");
			return null;
		}));
	}

	@Test
	void dryRunWithinADryRunIsPartOfIt() throws Exception {
		DryRuns dryRuns = this.context.getBean(DryRuns.class);
		JdbcTemplate jdbc = this.context.getBean(JdbcTemplate.class);
		TenantId tenant = new TenantId("d" + UUID.randomUUID().toString().substring(24));
		String count = "select count(*) from tenant where tenant_id = '" + tenant.value() + "'";
		Integer seen = dryRuns.run(() -> {
			assertThat(dryRuns.isRunning()).isTrue();
			dryRuns.run(() -> this.context.getBean(Tenants.class).ensure(tenant));
			assertThat(dryRuns.isRunning()).isTrue();
			return jdbc.queryForObject(count, Integer.class);
		});
		assertThat(seen).isEqualTo(1);
		assertThat(jdbc.queryForObject(count, Integer.class)).isZero();
	}

	@Test
	void connectionOfADryRunIsNotRemembered() {
		Wires wires = new Wires(this.context);
		HttpResponse<String> dry = wires.send("POST", "/core/connection?dryRun=true", "{'connectorName': 'native'}");
		assertThat(dry.statusCode()).isEqualTo(200);
		String made = Client.json(dry).stringValue();
		assertThat(wires.get("/core/connection/" + made).statusCode()).isEqualTo(404);
	}

	@Test
	void dryRunsAmongRealOnesLeaveOneRecordAndNoRaceBehind() throws Exception {
		Wires wires = new Wires(this.context);
		String account = Client.json(wires.send("POST", Wires.ACCOUNTS, "{'fullName': 'Acme'}"))
			.get("id")
			.stringValue();
		String path = Wires.ACCOUNTS + "/" + account + "/contacts/upsert";
		String body = "{'fullName': 'John Smith', 'email': 'j@x.example', 'language': 'en'}";
		List<String> outcomes = Race.of(16, (n) -> (Callable<String>) () -> {
			HttpResponse<String> answer = (n % 2 == 0) ? wires.send("PUT", path, body)
					: wires.send("PUT", path + "?dryRun=true", body);
			assertThat(answer.statusCode()).isIn((n % 2 == 0) ? Set.of(200) : Set.of(200, 503));
			return (n % 2 == 0) ? answer.headers().firstValue("Onerow-Outcome").orElseThrow() : "dry";
		});
		assertThat(outcomes).containsOnlyOnce("created").contains("unchanged").doesNotContain("updated");
		assertThat(wires.ids("contact", "contact_id")).hasSize(1);
	}

}
