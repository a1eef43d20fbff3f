package io.onerow.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.history.HistoryPosition.Newest;
import io.onerow.history.HistoryPosition.Oldest;
import io.onerow.store.Binds;
import io.onerow.store.Columns;
import io.onerow.sync.ListLimits;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would read more than is answered. */
class HistoryFunctionsJdbc implements HistoryFunctions {

	private static final String READ = Binds.call("fits, " + StoredHistoryEntry.IN_RESULT, "history_read", 16);

	private static final String REPLAY = Binds.call("fits, " + StoredHistoryEntry.IN_RESULT, "history_replay", 8);

	private static final String COUNTS = """
			select date_bin(make_interval(secs => ?), h.at, timestamptz 'epoch') as step, h.wire, h.outcome, count(*) as entries
			from (
				select o.at, o.wire, o.outcome from history o where o.tenant_id = ? and o.at >= ?
				order by o.at desc, o.record_id desc, o.version desc limit ?
			) h
			group by step, h.wire, h.outcome order by step, h.wire, h.outcome""";

	private static final String PRUNE = Binds.call("r", "history_prune", 3);

	private static final String VIEW = Binds.call(
			"kind, scope_id, version, created_at, updated_at, cast(fields as text), cast(keys as text), wire_ids, record_id, merged",
			"record_view", 2);

	private static final String ORIGINS = Binds.call("field, at, source, version, record_id", "record_origins", 3);

	/** What one call reads, whatever it answers. */
	private static final int MOST = 10_000;

	/** How far back the writes of a field are looked for. */
	private static final int ORIGIN = 1_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JdbcTemplate jdbc;

	private final ListLimits limits;

	HistoryFunctionsJdbc(JdbcTemplate jdbc, ListLimits limits) {
		this.jdbc = jdbc;
		this.limits = limits;
	}

	@Override
	public HistorySlice read(TenantId tenant, HistoryFilter filter, HistoryPosition start, int size) {
		Newest before = (start instanceof Newest newest) ? newest : Newest.START;
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid(filter.recordId())
			.text(filter.requestId())
			.text(filter.client())
			.text(filter.outcome())
			.text(filter.rule())
			.text(filter.wire())
			.time(filter.since())
			.time(filter.until())
			.time(before.at())
			.uuid(before.recordId())
			.number(before.version())
			.number((start instanceof Oldest after) ? Long.valueOf(after.number()) : null)
			.number(size)
			.number(MOST)
			.number(Long.valueOf(this.limits.fetch().toBytes()));
		return Objects.requireNonNull(binds.query(this.jdbc, READ, (rows) -> slice(rows, start instanceof Oldest)));
	}

	@Override
	public HistorySlice replay(TenantId tenant, @Nullable UUID scope, Newest after, int size) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.text((scope != null) ? scope.toString() : null)
			.time(after.at())
			.uuid(after.recordId())
			.number(after.version())
			.number(size)
			.number(MOST)
			.number(Long.valueOf(this.limits.fetch().toBytes()));
		return Objects.requireNonNull(binds.query(this.jdbc, REPLAY, (rows) -> slice(rows, false)));
	}

	private static HistorySlice slice(ResultSet rows, boolean byNumber) throws SQLException {
		List<HistoryEntry> items = new ArrayList<>();
		HistoryPosition next = null;
		while (rows.next()) {
			if (rows.getBoolean("fits")) {
				items.add(StoredHistoryEntry.read(rows));
			}
			else {
				next = byNumber ? new Oldest(rows.getLong("number")) : StoredHistoryEntry.position(rows);
			}
		}
		return new HistorySlice(items, next);
	}

	@Override
	public int prune(TenantId tenant, Instant before, int size) {
		Binds binds = Binds.of().text(tenant.value()).time(before).number(size);
		return Objects
			.requireNonNull(this.jdbc.query(PRUNE, binds, (ResultSet rows) -> rows.next() ? rows.getInt(1) : 0));
	}

	@Override
	public List<Written> counts(TenantId tenant, Instant since, int step, int most) {
		Binds binds = Binds.of().number(step).text(tenant.value()).time(since).number(most);
		return this.jdbc.query(COUNTS, binds, (row, number) -> new Written(Columns.time(row, "step"),
				row.getString("wire"), row.getString("outcome"), row.getLong("entries")));
	}

	@Override
	public Optional<RecordView> view(TenantId tenant, UUID recordId) {
		Binds binds = Binds.of().text(tenant.value()).uuid(recordId);
		Optional<RecordView> found = Objects.requireNonNull(binds.query(this.jdbc, VIEW,
				(row) -> row.next() ? Optional.of(read(row)) : Optional.<RecordView>empty()));
		return found.map((view) -> view.from(origins(tenant, view.recordId())));
	}

	private static RecordView read(ResultSet row) throws SQLException {
		Map<String, RecordView.Field> fields = new LinkedHashMap<>();
		JSON.readTree(row.getString("fields"))
			.forEachEntry((name, value) -> fields.put(name, new RecordView.Field(value, null, null, null)));
		List<RecordView.Key> keys = new ArrayList<>();
		for (JsonNode key : JSON.readTree(row.getString("keys"))) {
			keys.add(new RecordView.Key(key.get("kind").asString(), key.get("value").asString(),
					key.path("alias").asBoolean(false)));
		}
		return new RecordView(row.getObject("record_id", UUID.class), row.getString("kind"), row.getString("scope_id"),
				row.getLong("version"), Columns.time(row, "created_at"), Columns.time(row, "updated_at"), fields, keys,
				Columns.texts(row, "wire_ids"), Columns.ids(row, "merged"));
	}

	private Map<String, RecordView.Origin> origins(TenantId tenant, UUID recordId) {
		Map<String, RecordView.Origin> origins = new HashMap<>();
		Binds binds = Binds.of().text(tenant.value()).uuid(recordId).number(ORIGIN);
		this.jdbc.query(ORIGINS, binds, (row) -> {
			origins.put(row.getString("field"), new RecordView.Origin(Columns.time(row, "at"), row.getString("source"),
					new HistoryId(row.getObject("record_id", UUID.class), row.getLong("version"))));
		});
		return origins;
	}

}
