package io.onerow.merge;

import java.util.List;
import java.util.UUID;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A merge and its undo meet upserts of both records, and other merges of them. */
@IntegrationTest
class MergeRaceIntegrationTests {

	private static final int ROUNDS = 15;

	/** Of those that have parts, what is shown, and what they say together. */
	private static final String WRONG = """
			select c.contact_id::text from contact c
			where c.tenant_id = ? and c.shown is distinct from (
				select jsonb_object_agg(t.field, t.value)
				from contact_together(c.tenant_id, c.directory_id, c.contact_id,
					contact_parts(c.tenant_id, c.directory_id, c.contact_id)) t
				where cardinality(contact_parts(c.tenant_id, c.directory_id, c.contact_id)) > 1 and c.merged_into is null)""";

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	private final String tenant = "n" + UUID.randomUUID().toString().substring(24);

	private Merging merging;

	@BeforeEach
	void createAccount() {
		this.merging = new Merging(this.context, this.tenant);
	}

	@Test
	void mergeAmongUpsertsLeavesOneSurvivorAndLosesNothing() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String a = "a" + round + "@acme.com";
			String b = "b" + round + "@acme.com";
			String one = create(a, "Zebulon " + letters(round) + " Quimby");
			String two = create(b, "Alexandra " + letters(round) + " Featherstone");
			List<Integer> statuses = Race.of(6, (n) -> () -> switch (n) {
				case 0 -> this.merging.merge(one, two).statusCode();
				case 1 -> this.merging.merge(two, one).statusCode();
				case 2 -> upsert(a, "'language': 'fr'");
				case 3 -> upsert(a, "'phone': '+31 20 111111'");
				case 4 -> upsert(b, "'language': 'nl'");
				default -> upsert(b, "'phone': '+31 20 222222'");
			});
			assertThat(statuses).allMatch((status) -> status == 200 || status == 201);
			assertThat(statuses.subList(0, 2)).containsExactlyInAnyOrder(200, 201);
			assertThat(this.merging.undoing()
				.column("contact_id", "contact", "email in ('" + a + "', '" + b + "') and merged_into is null"))
				.hasSize(1);
			assertThat(row(a)).isEqualTo("fr +31 20 111111");
			assertThat(row(b)).isEqualTo("nl +31 20 222222");
			assertNothingIsShownThatIsNotSo();
		}
	}

	@Test
	void unmergeAmongUpsertsGivesEachItsOwn() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			String a = "a" + round + "@acme.com";
			String b = "b" + round + "@acme.com";
			String c = "c" + round + "@acme.com";
			String one = create(a, "Zebulon " + letters(round) + " Quimby");
			String two = create(b, "Alexandra " + letters(round) + " Featherstone");
			String three = create(c, "Maximilian " + letters(round) + " Xerxes");
			String inner = this.merging.merged(two, three);
			String outer = this.merging.merged(one, two);
			List<Integer> statuses = Race.of(6, (n) -> () -> switch (n) {
				case 0 -> this.merging.unmerge(inner).statusCode();
				case 1 -> this.merging.unmerge(outer).statusCode();
				case 2 -> upsert(a, "'language': 'fr'");
				case 3 -> upsert(b, "'language': 'nl'");
				case 4 -> upsert(c, "'language': 'it'");
				default -> upsert(c, "'phone': '+31 20 222222'");
			});
			assertThat(statuses).containsOnly(200);
			assertThat(row(a)).isEqualTo("fr ");
			assertThat(row(b)).isEqualTo("nl ");
			assertThat(row(c)).isEqualTo("it +31 20 222222");
			assertThat(this.merging.undoing()
				.column("contact_id", "contact", "(merged_into is not null or shown is not null)")).isEmpty();
		}
	}

	private String create(String email, String name) {
		return this.merging.upserted("{'fullName': '" + name + "', 'email': '" + email + "', 'language': 'en'}");
	}

	/** No name of a round is near one of another. */
	private static String letters(int round) {
		return String.valueOf((char) ('A' + round)).repeat(3);
	}

	private int upsert(String email, String more) {
		return this.merging.upsert("{'email': '" + email + "', " + more + "}").statusCode();
	}

	private String row(String email) {
		return this.merging.undoing()
			.column("language || ' ' || coalesce(attributes ->> 'phone', '')", "contact", "email = '" + email + "'")
			.get(0);
	}

	private void assertNothingIsShownThatIsNotSo() {
		assertThat(this.jdbc.sql(WRONG).param(this.tenant).query(String.class).list()).isEmpty();
		assertThat(this.merging.undoing().column("h.version::text", "history h", """
				h.version > 1 and h.kind = 'contact' and h.outcome = 'updated' and not exists (
					select from history b where b.tenant_id = h.tenant_id and b.record_id = h.record_id
						and b.version < h.version and b.at <= h.at)""")).isEmpty();
	}

}
