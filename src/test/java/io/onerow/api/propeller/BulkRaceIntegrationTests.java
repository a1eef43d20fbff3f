package io.onerow.api.propeller;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.upsert.UpsertRetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The races that a bulk claims to survive, each proved once by breaking the code.
 */
@IntegrationTest
class BulkRaceIntegrationTests {

	private static final int RECORDS = 500;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	private String tenant;

	private Erp erp;

	@BeforeEach
	void logIn() {
		this.tenant = "r" + UUID.randomUUID().toString().replace("-", "");
		this.erp = Erp.of(this.context, this.tenant);
	}

	@Test
	void overlappingBulksInOppositeOrderAllSucceedWithOneRowForEachIdentity() throws Exception {
		long deadlocks = this.retry.deadlocks();
		List<HttpResponse<String>> answers = Race.of(8, (i) -> () -> this.erp.bulk(customers(i % 2 == 1, i)));
		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).doesNotContain("\"success\":false");
			assertThat(Erp.actions(answer)).hasSize(RECORDS);
		});
		assertThat(answers.stream().flatMap((answer) -> Erp.actions(answer).stream()).filter("create"::equals))
			.hasSize(RECORDS);
		assertThat(rows()).isEqualTo(RECORDS);
		assertThat(this.retry.deadlocks()).isEqualTo(deadlocks);
	}

	@Test
	void racingIdenticalBulksCreateEachRecordOnceAndWriteNothingMore() throws Exception {
		String[] customers = customers(false, 0);
		List<List<String>> outcomes = Race.of(8, (i) -> () -> this.erp.outcomes(customers));
		assertThat(outcomes.stream().flatMap(List::stream)).doesNotContain("updated");
		assertThat(outcomes.stream().flatMap(List::stream).filter("created"::equals)).hasSize(RECORDS);
		assertThat(count("select sum(version) from customer where tenant_id = '" + this.tenant + "'"))
			.isEqualTo(RECORDS);
	}

	@Test
	void customersWithoutLanguageNeverStandBesideThoseThatTheySaw() throws Exception {
		int customers = 50;
		List<HttpResponse<String>> answers = Race.of(8, (i) -> () -> this.erp.bulk(IntStream.range(0, customers)
			.mapToObj((n) -> "{'source': 'erp', 'sourceId': " + n + ((i % 2 == 0) ? ", 'title': 'T" + i + "'}" : "}"))
			.toArray(String[]::new)));
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.body()).doesNotContain("\"success\":false"));
		assertThat(rows()).isEqualTo(customers);
	}

	@Test
	void firstLanguageIsTakenByOneCustomerWhoeverComesFirst() throws Exception {
		int customers = 50;
		List<HttpResponse<String>> answers = Race.of(8, (i) -> () -> this.erp.bulk(IntStream.range(0, customers)
			.mapToObj((n) -> "{'source': 'erp', 'sourceId': " + n + ((i % 2 == 0) ? ", 'primaryLanguage': 'nl'}" : "}"))
			.toArray(String[]::new)));
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.body()).doesNotContain("\"success\":false"));
		assertThat(rows()).isEqualTo(customers);
		assertThat(
				count("select count(*) from customer where language = 'NL' and not language_defaulted and tenant_id = '"
						+ this.tenant + "'"))
			.isEqualTo(customers);
	}

	private static String[] customers(boolean reversed, int title) {
		String[] customers = IntStream.range(0, RECORDS)
			.mapToObj((n) -> "{'source': 'erp', 'sourceId': " + n + ", 'title': 'T" + title + "'}")
			.toArray(String[]::new);
		if (reversed) {
			Collections.reverse(Arrays.asList(customers));
		}
		return customers;
	}

	private long rows() {
		return count("select count(*) from customer where tenant_id = '" + this.tenant + "'");
	}

	private long count(String sql) {
		return this.jdbc.sql(sql).query(Long.class).single();
	}

}
