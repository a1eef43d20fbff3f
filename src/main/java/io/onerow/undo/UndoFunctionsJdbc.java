package io.onerow.undo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/** By JDBC, because JPA would need more round trips. */
class UndoFunctionsJdbc implements UndoFunctions {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What keys are made of; the rest of a record may be long. */
	private static final String[] KEYED = { "fullName", "email", "emailKey", "externalId", "connectionId", "website",
			"remembered", "source", "sourceId", "language", "languageDefaulted", "parentId" };

	private static final String SELECT = """
			select h.record_id, h.version, h.kind, h.scope_id, h.at,
				coalesce(h.sent_name, h.after ->> 'fullName') as sent_name,
				(select jsonb_object_agg(k, h.before -> k) from unnest(cast(:keyed as text[])) k where jsonb_exists(h.before, k)) as before,
				case when u.request_id = :by then u.version end as undone_by
			from history h left join lateral (
				select * from history l
				where l.tenant_id = :tenant and l.record_id = h.record_id and l.version > h.version and l.undoes = h.version
				order by l.version desc limit 1
			) u on true
			where h.tenant_id = :tenant and h.outcome <> 'erased' and\s""";

	private static final String FIND = SELECT + "h.record_id = :record and h.version = :version";

	private static final String PAGE = SELECT + """
			h.request_id = :request
				and (h.at, h.record_id, h.version) < (cast(:at as timestamptz), :record, :version)
			order by h.at desc, h.record_id desc, h.version desc limit :size""";

	private static final String COUNT = """
			select count(*) from history h
			where h.tenant_id = :tenant and h.request_id = :request and h.outcome <> 'erased'""";

	private static final String UNDO = """
			call undo_write(:tenant, :now, :records, :versions, :keys, :origin, :wait, :call, '{}')""";

	private static final String FLUSH = "select 1 from flush_log(:tenant)";

	private static final UUID AFTER_ALL = new UUID(-1, -1);

	private final JdbcClient jdbc;

	UndoFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<UndoneWrite> find(TenantId tenant, UUID record, long version, WriteContext by) {
		return this.jdbc.sql(FIND)
			.param("tenant", tenant.value())
			.param("record", record)
			.param("version", version)
			.param("keyed", KEYED)
			.param("by", by.requestId())
			.query((row, number) -> read(row))
			.list();
	}

	@Override
	public List<UndoneWrite> page(TenantId tenant, String request, @Nullable Place after, int size, WriteContext by) {
		return this.jdbc.sql(PAGE)
			.param("tenant", tenant.value())
			.param("request", request)
			.param("at", (after != null) ? after.at().toString() : "infinity")
			.param("record", (after != null) ? after.record() : AFTER_ALL)
			.param("version", (after != null) ? after.version() : Long.MAX_VALUE)
			.param("size", size)
			.param("keyed", KEYED)
			.param("by", by.requestId())
			.query((row, number) -> read(row))
			.list();
	}

	@Override
	public long count(TenantId tenant, String request) {
		return this.jdbc.sql(COUNT)
			.param("tenant", tenant.value())
			.param("request", request)
			.query(Long.class)
			.single();
	}

	private static UndoneWrite read(ResultSet row) throws SQLException {
		return new UndoneWrite(row.getObject("record_id", UUID.class), row.getLong("version"), row.getString("kind"),
				row.getString("scope_id"), Columns.time(row, "at"), fields(row.getString("before")),
				row.getString("sent_name"), row.getObject("undone_by", Long.class));
	}

	private static Map<String, @Nullable String> fields(@Nullable String json) {
		Map<String, @Nullable String> fields = new HashMap<>();
		if (json != null) {
			JSON.readTree(json).forEachEntry((name, value) -> fields.put(name, text(value)));
		}
		return fields;
	}

	private static @Nullable String text(JsonNode value) {
		if (value.isNull()) {
			return null;
		}
		return value.isContainer() ? value.toString() : value.asString();
	}

	@Override
	public List<String> undo(TenantId tenant, List<UndoneWrite> writes, List<String> keys, WriteContext by, Instant now,
			Duration wait, Duration call) {
		return this.jdbc.sql(UNDO)
			.param("tenant", tenant.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("records", writes.stream().map(UndoneWrite::record).toArray(UUID[]::new))
			.param("versions", writes.stream().map(UndoneWrite::version).toArray(Long[]::new))
			.param("keys", keys.toArray(String[]::new))
			.param("origin", by.origin(null))
			.param("wait", (int) wait.toMillis())
			.param("call", (int) call.toMillis())
			.query((row, number) -> texts(row))
			.list()
			.stream()
			.flatMap(List::stream)
			.toList();
	}

	private static List<String> texts(ResultSet row) throws SQLException {
		return Stream.of((Object[]) row.getArray("results").getArray()).map(String::valueOf).toList();
	}

	@Override
	public void flush(TenantId tenant) {
		this.jdbc.sql(FLUSH).param("tenant", tenant.value()).query((row) -> {
		});
	}

}
