package io.onerow.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.api.openint.OpenintClient;
import io.onerow.api.sam.SamClient;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One tenant that is reached on all wires, and all that is stored of it. */
final class Wires {

	static final String ACCOUNTS = "/api/public/v1/accounts";

	static final String SAM = "/rest/company/contact/upsert";

	private final String tenant = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

	private final JdbcClient jdbc;

	private final Client bearer;

	private final Client open;

	private final OpenintClient openint;

	private final SamClient sam;

	Wires(ApplicationContext context) {
		this.jdbc = context.getBean(JdbcClient.class);
		this.bearer = Client.of(context, this.tenant, "accounts:all", "customers:write", "customers:read", "bulk:write",
				"history:undo", "admin");
		this.open = Client.anonymous(context);
		this.openint = OpenintClient.ofNewConnection(context, this.tenant);
		this.sam = SamClient.of(context, this.tenant, "u@" + this.tenant + ".example", "accounts:all");
		this.jdbc.sql("update api_key set scopes = '{accounts:all,connections:all}' where tenant_id = ?")
			.param(this.tenant)
			.update();
	}

	String tenant() {
		return this.tenant;
	}

	HttpResponse<String> send(Request request) {
		HttpRequest.BodyPublisher body = (request.body != null)
				? BodyPublishers.ofString(request.body.replace('\'', '"')) : BodyPublishers.noBody();
		HttpRequest.Builder builder;
		if (request.path.startsWith("/unified") || request.path.startsWith("/core")) {
			builder = this.open.request(request.method, request.path, body)
				.header("x-apikey", this.openint.key())
				.header("x-connection-id", this.openint.connection());
		}
		else if (request.path.startsWith("/rest")) {
			builder = this.open.request(request.method, request.path, body)
				.header("x-nextinteract-authtoken", this.sam.token());
		}
		else {
			builder = this.bearer.request(request.method, request.path, body);
		}
		if (request.body != null) {
			builder.header("Content-Type", "application/json");
		}
		for (int i = 0; i < request.headers.size(); i += 2) {
			builder.header(request.headers.get(i), request.headers.get(i + 1));
		}
		return this.bearer.send(builder);
	}

	HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
		return send(new Request(method, path, body, List.of(headers)));
	}

	HttpResponse<String> get(String path, String... headers) {
		return send(new Request("GET", path, null, List.of(headers)));
	}

	/** The ids in a table. */
	List<String> ids(String table, String id) {
		return this.jdbc
			.sql("select %1$s::text from %2$s where tenant_id = ? and %1$s is not null order by 1".formatted(id, table))
			.param(this.tenant)
			.query(String.class)
			.list();
	}

	/** All rows of the tenant, or, of a table that has none, all; and all sequences. */
	String stored() {
		return dump("where t.tenant_id = '" + this.tenant + "'");
	}

	/** All rows of all tenants, and all sequences. */
	String all() {
		return dump("");
	}

	/** A thread of its own stores the counts of mishaps, at any time. */
	private String dump(String condition) {
		List<String> parts = new ArrayList<>();
		this.jdbc.sql("""
				select c.relname, exists (
					select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnum > 0
				) from pg_class c where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'mishap'
					and c.relnamespace = 'public'::regnamespace order by 1""").query((row) -> {
			parts.add(
					"select '%1$s' as name, (select string_agg(t::text, E'\\n' order by t::text) from %1$s t %2$s) as rows"
						.formatted(row.getString(1), row.getBoolean(2) ? condition : ""));
		});
		parts.add("select sequencename, last_value::text from pg_sequences where schemaname = 'public'");
		return String.join("\n",
				this.jdbc.sql(String.join(" union all ", parts) + " order by 1")
					.query((row, number) -> row.getString(1) + ": " + row.getString(2))
					.list());
	}

	/**
	 * A request that any wire takes.
	 *
	 * @param body may be written with single quotes
	 * @param headers names and values
	 */
	record Request(String method, String path, @Nullable String body, List<String> headers) {

		static Request of(String method, String path, @Nullable String body) {
			return new Request(method, path, body, List.of());
		}

		Request with(String header, String value) {
			List<String> more = new ArrayList<>(this.headers);
			more.add(header);
			more.add(value);
			return new Request(this.method, this.path, this.body, more);
		}

		Request on(String other) {
			return new Request(this.method, other, this.body, this.headers);
		}

	}

}
