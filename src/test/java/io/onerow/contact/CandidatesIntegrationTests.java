package io.onerow.contact;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import io.onerow.matching.Candidate;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.WriteContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A name that very many contacts of one directory have, as only POST can make it. */
@IntegrationTest
class CandidatesIntegrationTests {

	private static final String TENANT = "candidates";

	private static final int COPIES = 3_000;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ContactRepository contacts;

	private Client client;

	private String account;

	@BeforeEach
	void createAccount() {
		this.client = Client.of(this.context, TENANT, "accounts:all");
		this.account = id(this.client.send("POST", "/api/public/v1/accounts", "{\"fullName\": \"Acme\"}"));
	}

	@Test
	void manyOfOneNameAreOneCandidateAndAllAreCounted() {
		String oldest = post("Wolfgang Mozart");
		copy(oldest);
		HttpResponse<String> answer = upsert("Wolfgang Mozard");
		assertThat(id(answer)).isEqualTo(oldest);
		assertThat(answer.headers().firstValue("Onerow-Match"))
			.contains("by=name, distance=1, limit=2, candidates=" + (COPIES + 1) + ", runner-up=1");
		assertThat(candidates("Wolfgang Mozarz")).hasSize(2)
			.extracting(Candidate::records)
			.containsExactlyInAnyOrder(1L, (long) COPIES);
	}

	@Test
	void manyOfANameThatIsNotNearAreJudgedOnce() {
		// of the same letters, so that the index cannot tell them apart
		copy(post("Wolfgang Zartom"));
		assertThat(candidates("Wolfgang Mozart")).hasSize(1);
		HttpResponse<String> answer = upsert("Wolfgang Mozart");
		assertThat(answer.headers().firstValue("Onerow-Outcome")).contains("created");
		assertThat(answer.headers().firstValue("Onerow-Match")).contains("by=none");
	}

	private List<Candidate<UUID>> candidates(String name) {
		SentContact sent = SentContact.byAddressOrName(
				ContactChanges.ofPerson(Change.set(name), Change.keep(), Change.keep(), List.of("language")));
		Directory directory = Directory.ofAccount(new TenantId(TENANT), UUID.fromString(this.account));
		return this.contacts
			.upsert(directory, sent, UUID.randomUUID(), Guard.of(KeyLocks.NONE, sent.sought(), List.of()), null,
					Instant.now(), WriteContext.SERVICE)
			.candidates();
	}

	private String post(String name) {
		return id(this.client.send("POST", "/api/public/v1/accounts/" + this.account + "/contacts",
				"{\"fullName\": \"%s\", \"language\": \"de\"}".formatted(name)));
	}

	private HttpResponse<String> upsert(String name) {
		return this.client.send("PUT", "/api/public/v1/accounts/" + this.account + "/contacts/upsert",
				"{\"fullName\": \"%s\", \"language\": \"de\"}".formatted(name));
	}

	private void copy(String contact) {
		this.jdbc
			.sql("""
					with copies as (
						insert into contact (tenant_id, directory_id, contact_id, full_name, name_key, name_keys, name_letters,
							email_status, language, version, created_at, updated_at)
						select tenant_id, directory_id, cast('ffffffff-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as uuid),
							full_name, name_key, name_keys, name_letters, email_status, language, version, created_at, updated_at
						from contact cross join generate_series(1, ?) as n where tenant_id = ? and contact_id = ?
						returning *
					)
					insert into contact_name (tenant_id, directory_id, key, contact_id, name_key, letters)
					select tenant_id, directory_id, key, contact_id, name_key, name_letters
					from copies cross join unnest(name_keys) as key""")
			.params(COPIES, TENANT, UUID.fromString(contact))
			.update();
	}

	private static String id(HttpResponse<String> answer) {
		return Client.json(answer).get("id").stringValue();
	}

}
