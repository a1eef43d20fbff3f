package io.onerow.undo;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import io.onerow.Client;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A tenant whose writes are undone. */
public final class Undoing {

	private static final String CONTACTS = """
			select coalesce(jsonb_agg(to_jsonb(c) - 'version' - 'updated_at' - 'change' order by c.contact_id), '[]')
			from contact c where c.tenant_id = :tenant""";

	private static final String NAMES = """
			select coalesce(jsonb_agg(to_jsonb(n) order by n.contact_id, n.key), '[]')
			from contact_name n where n.tenant_id = :tenant""";

	private static final String ACCOUNTS = """
			select coalesce(jsonb_agg(to_jsonb(a) - 'version' - 'updated_at' - 'change' - 'match_keys' order by a.account_id), '[]')
			from account a where a.tenant_id = :tenant""";

	private static final String KEYS = """
			select coalesce(jsonb_agg(to_jsonb(k) order by k.account_id, k.key), '[]')
			from account_key k where k.tenant_id = :tenant""";

	private static final String CUSTOMERS = """
			select coalesce(jsonb_agg(to_jsonb(c) - 'version' - 'updated_at' - 'fingerprint' order by c.customer_id), '[]')
			from customer c where c.tenant_id = :tenant""";

	private final JdbcClient jdbc;

	private final String tenant;

	private final Client client;

	public Undoing(ApplicationContext context, String tenant) {
		this.jdbc = context.getBean(JdbcClient.class);
		this.tenant = tenant;
		this.client = Client.of(context, tenant, "accounts:all", "customers:write", "customers:read", "bulk:write",
				"history:undo", "admin");
	}

	public Client client() {
		return this.client;
	}

	/** The id of a request that was answered. */
	public static String request(HttpResponse<String> answer) {
		return answer.headers().firstValue("x-request-id").orElseThrow();
	}

	/** That so many writes were taken back, and none was not. */
	static void assertUndone(HttpResponse<String> answer, int count) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		JsonNode result = Client.json(answer);
		assertThat(result.get("reversed").asInt()).as(answer.body()).isEqualTo(count);
		assertThat(result.get("kept").asInt() + result.get("failed").asInt()).isZero();
	}

	/** The id of the newest entry that a request has left. */
	public String entry(HttpResponse<String> answer) {
		return entries(request(answer)).get(0);
	}

	/** The ids of the entries that a request has left, newest first. */
	public List<String> entries(String request) {
		return this.jdbc.sql("""
				select record_id || '.' || version from history
				where tenant_id = ? and request_id = ? order by at desc, record_id desc, version desc""")
			.params(this.tenant, request)
			.query(String.class)
			.list();
	}

	public HttpResponse<String> undo(String entry) {
		return this.client
			.send(this.client.request("POST", "/api/onerow/v1/history/" + entry + "/undo", BodyPublishers.noBody()));
	}

	public HttpResponse<String> undoRequest(String request) {
		return this.client
			.send(this.client.request("POST", "/api/onerow/v1/requests/" + request + "/undo", BodyPublishers.noBody()));
	}

	/** All that the tenant has, but for versions and times of change. */
	public String state() {
		return String.join("\n",
				List.of(CONTACTS, NAMES, ACCOUNTS, KEYS, CUSTOMERS)
					.stream()
					.map((sql) -> this.jdbc.sql(sql).param("tenant", this.tenant).query(String.class).single())
					.toList());
	}

	/** One column of the rows of the tenant. */
	public List<String> column(String column, String table, String condition) {
		return this.jdbc.sql("select " + column + " from " + table + " where tenant_id = ? and " + condition)
			.param(this.tenant)
			.query(String.class)
			.list();
	}

	public static JsonNode json(HttpResponse<String> answer) {
		return Client.json(answer);
	}

}
