package io.onerow.api.sam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.onerow.IntegrationTest;
import io.onerow.Race;
import io.onerow.contact.Contact;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.SentContact;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.UpsertResult;
import io.onerow.upsert.UpsertRetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Many CRM connectors send overlapping arrays at once. */
@IntegrationTest
class SamRaceIntegrationTests {

	private static final int THREADS = 32;

	private static final int CONTACTS = 25;

	@Autowired
	private CompanyBook book;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private UpsertRetry retry;

	private TenantId tenant;

	@BeforeEach
	void emptyBook() {
		this.tenant = this.tenants.ensure(new TenantId("sam-race")).id();
		this.jdbc.sql("delete from contact where tenant_id = ?").param(this.tenant.value()).update();
	}

	@Test
	void overlappingArraysInAnyOrderLeaveOneContactForEachExternalId() throws Exception {
		long deadlocks = deadlocks();
		List<List<UpsertResult<Contact>>> results = Race.of(THREADS,
				(thread) -> () -> this.book.upsert(this.tenant, shuffled(thread), (i) -> i));
		assertThat(results).allSatisfy((result) -> assertThat(result).hasSize(CONTACTS)
			.allSatisfy((one) -> assertThat(one).isInstanceOf(UpsertResult.Saved.class)));
		assertThat(results.stream()
			.flatMap(List::stream)
			.filter((one) -> ((UpsertResult.Saved<Contact>) one).upserted().outcome() == Outcome.CREATED))
			.hasSize(CONTACTS);
		assertThat(single("select count(*) from contact where tenant_id = ?")).isEqualTo(CONTACTS);
		assertThat(single("select count(distinct external_id) from contact where tenant_id = ?")).isEqualTo(CONTACTS);
		assertThat(single("select max(version) from contact where tenant_id = ?")).isEqualTo(1);
		assertThat(deadlocks()).isEqualTo(deadlocks);
	}

	@Test
	void oneAddressWithManyExternalIdsGoesToOneOfThem() throws Exception {
		List<List<UpsertResult<Contact>>> results = Race.of(THREADS, (thread) -> () -> this.book.upsert(this.tenant,
				List.of(entry("E" + thread, "same@x.example")), (i) -> i));
		assertThat(results).filteredOn((result) -> result.get(0) instanceof UpsertResult.Saved).hasSize(1);
		assertThat(single("select count(*) from contact where tenant_id = ?")).isEqualTo(1);
	}

	private static List<SentContact> shuffled(int seed) {
		List<SentContact> entries = new ArrayList<>();
		for (int i = 0; i < CONTACTS; i++) {
			entries.add(entry("E" + i, "e" + i + "@x.example"));
		}
		Collections.shuffle(entries, new Random(seed));
		return entries;
	}

	private static SentContact entry(String externalId, String email) {
		return SentContact.byExternalIdOrAddress(externalId, ContactChanges.ofCard(Change.set(email),
				Change.set(externalId), AttributesPatch.NONE, List.of(), null));
	}

	private long single(String query) {
		return this.jdbc.sql(query).param(this.tenant.value()).query(Long.class).single();
	}

	private long deadlocks() {
		return this.retry.deadlocks();
	}

}
