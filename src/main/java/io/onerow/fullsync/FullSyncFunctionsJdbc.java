package io.onerow.fullsync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.fullsync.FullSync.Item;
import io.onerow.fullsync.FullSync.Mark;
import io.onerow.fullsync.FullSync.Missing;
import io.onerow.fullsync.FullSync.State;
import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, as records of all kinds are asked for by functions. */
class FullSyncFunctionsJdbc implements FullSyncFunctions {

	private static final String INSERT = """
			insert into full_sync (tenant_id, sync_id, kind, owner, client, state, opened_at)
			values (:tenant, :id, :kind, :owner, :client, 'open', :now)
			on conflict (tenant_id, kind, owner) where state in ('open', 'completing') do nothing""";

	private static final String FIND = "select * from full_sync where tenant_id = :tenant and sync_id = :id";

	private static final String HOLD = FIND + " for update";

	private static final String PAGE = """
			select * from full_sync where tenant_id = :tenant
				and (cast(:after as uuid) is null or sync_id < cast(:after as uuid))
			order by sync_id desc limit :size""";

	private static final String SEND = "select coalesce(full_sync_send(:tenant, :id, :records), 'unknown')";

	private static final String SCAN = """
			select count(*) as records, count(*) filter (where w.missing) as missing,
				(array_agg(w.record_id order by w.record_id desc))[1] as last_record
			from full_sync_scan(:tenant, :id, :after, :size) w""";

	private static final String MISSING = """
			select w.record_id from full_sync_scan(:tenant, :id, :after, :window) w where w.missing
			order by w.record_id limit :size""";

	private static final String CLOSE = "select full_sync_close(:tenant, :id, :missing, :total, :now)";

	private static final String COLLECT = """
			select records, gone as missing, last_record from full_sync_collect(:tenant, :id, :after, :size, :now)""";

	private static final String COLLECTED = """
			select record_id, outcome from full_sync_missing
			where tenant_id = :tenant and sync_id = :id and record_id > :after
				and (cast(:outcome as text) is null or outcome = :outcome)
			order by record_id limit :size""";

	private static final String COUNTS = """
			select sync_id, outcome, count(*) as records from full_sync_missing
			where tenant_id = :tenant and sync_id in (:ids) group by sync_id, outcome""";

	private static final String UNENDED = """
			select * from full_sync where tenant_id = :tenant and kind = :kind and owner = :owner
				and state in ('open', 'completing')""";

	private static final String SENT = """
			select sync_id, count(*) as records from full_sync_sent
			where tenant_id = :tenant and sync_id in (:ids) group by sync_id""";

	private static final String DELETE = "select full_sync_delete(:tenant, :id, :record, :now, :origin)";

	private static final String MARKS = "select * from missing_marks(:tenant, :kind, :owner, :record, :after, :size)";

	private static final String ERASE = """
			with sent as (
				delete from full_sync_sent where tenant_id = :tenant and sync_id in (
					select sync_id from full_sync where tenant_id = :tenant
				) and record_id = any (:records)
			), missing as (
				delete from full_sync_missing where tenant_id = :tenant and sync_id in (
					select sync_id from full_sync where tenant_id = :tenant
				) and record_id = any (:records)
			)
			delete from missing_mark where tenant_id = :tenant and record_id = any (:records)""";

	private static final String PURGE = "select full_sync_purge(:tenant, :id, :size)";

	private static final UUID BEFORE_ALL = new UUID(0, 0);

	private final JdbcClient jdbc;

	FullSyncFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean insert(FullSync opened) {
		return of(INSERT, opened.tenant(), opened.id()).param("kind", opened.kind())
			.param("owner", opened.owner())
			.param("client", opened.client())
			.param("now", opened.openedAt().atOffset(ZoneOffset.UTC))
			.update() > 0;
	}

	@Override
	public Optional<FullSync> find(TenantId tenant, UUID id) {
		return of(FIND, tenant, id).query((row, number) -> read(row)).optional();
	}

	@Override
	public Optional<FullSync> hold(TenantId tenant, UUID id) {
		return of(HOLD, tenant, id).query((row, number) -> read(row)).optional();
	}

	@Override
	public List<FullSync> page(TenantId tenant, @Nullable UUID after, int size) {
		return this.jdbc.sql(PAGE)
			.param("tenant", tenant.value())
			.param("after", after)
			.param("size", size)
			.query((row, number) -> read(row))
			.list();
	}

	@Override
	public String send(TenantId tenant, UUID id, Collection<UUID> records) {
		return of(SEND, tenant, id).param("records", records.toArray(UUID[]::new)).query(String.class).single();
	}

	@Override
	public Window scan(TenantId tenant, UUID id, UUID after, int size) {
		return of(SCAN, tenant, id).param("after", after)
			.param("size", size)
			.query((row, number) -> window(row))
			.single();
	}

	@Override
	public List<UUID> missing(TenantId tenant, UUID id, UUID after, int window, int size) {
		return of(MISSING, tenant, id).param("after", after)
			.param("window", window)
			.param("size", size)
			.query(UUID.class)
			.list();
	}

	@Override
	public boolean close(TenantId tenant, UUID id, Missing missing, long total, Instant now) {
		return of(CLOSE, tenant, id).param("missing", missing.toString())
			.param("total", total)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	@Override
	public Window collect(TenantId tenant, UUID id, UUID after, int size, Instant now) {
		return of(COLLECT, tenant, id).param("after", after)
			.param("size", size)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query((row, number) -> window(row))
			.single();
	}

	@Override
	public List<Item> collected(TenantId tenant, UUID id, @Nullable String outcome, UUID after, int size) {
		return of(COLLECTED, tenant, id).param("outcome", outcome)
			.param("after", after)
			.param("size", size)
			.query((row, number) -> new Item(row.getObject("record_id", UUID.class), row.getString("outcome")))
			.list();
	}

	@Override
	public Map<UUID, Map<String, Long>> counts(TenantId tenant, Collection<UUID> ids) {
		Map<UUID, Map<String, Long>> counts = new HashMap<>();
		this.jdbc.sql(COUNTS).param("tenant", tenant.value()).param("ids", ids).query((ResultSet row) -> {
			counts.computeIfAbsent(row.getObject("sync_id", UUID.class), (sync) -> new HashMap<>())
				.put(row.getString("outcome"), row.getLong("records"));
		});
		return counts;
	}

	@Override
	public Optional<FullSync> unended(TenantId tenant, String kind, String owner) {
		return this.jdbc.sql(UNENDED)
			.param("tenant", tenant.value())
			.param("kind", kind)
			.param("owner", owner)
			.query((row, number) -> read(row))
			.optional();
	}

	@Override
	public Map<UUID, Long> sent(TenantId tenant, Collection<UUID> ids) {
		Map<UUID, Long> sent = new HashMap<>();
		this.jdbc.sql(SENT).param("tenant", tenant.value()).param("ids", ids).query((ResultSet row) -> {
			sent.put(row.getObject("sync_id", UUID.class), row.getLong("records"));
		});
		return sent;
	}

	@Override
	public String delete(TenantId tenant, UUID id, UUID record, WriteContext by, Instant now) {
		return of(DELETE, tenant, id).param("record", record)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("origin", by.origin(null))
			.query(String.class)
			.single();
	}

	@Override
	public List<Mark> marks(TenantId tenant, String kind, String owner, UUID after, int size) {
		return marks(tenant, kind, owner, null, after, size);
	}

	@Override
	public Optional<Mark> mark(TenantId tenant, UUID record) {
		return marks(tenant, null, null, record, BEFORE_ALL, 1).stream().findFirst();
	}

	private List<Mark> marks(TenantId tenant, @Nullable String kind, @Nullable String owner, @Nullable UUID record,
			UUID after, int size) {
		return this.jdbc.sql(MARKS)
			.param("tenant", tenant.value())
			.param("kind", kind)
			.param("owner", owner)
			.param("record", record)
			.param("after", after)
			.param("size", size)
			.query((row, number) -> new Mark(row.getObject("record_id", UUID.class), Columns.time(row, "since")))
			.list();
	}

	@Override
	public void erase(TenantId tenant, UUID[] records) {
		this.jdbc.sql(ERASE).param("tenant", tenant.value()).param("records", records).update();
	}

	@Override
	public int purge(TenantId tenant, UUID id, int size) {
		return of(PURGE, tenant, id).param("size", size).query(Integer.class).single();
	}

	private StatementSpec of(String sql, TenantId tenant, UUID id) {
		return this.jdbc.sql(sql).param("tenant", tenant.value()).param("id", id);
	}

	private static Window window(ResultSet row) throws SQLException {
		return new Window(row.getLong("records"), row.getLong("missing"), row.getObject("last_record", UUID.class));
	}

	private static FullSync read(ResultSet row) throws SQLException {
		String missing = row.getString("missing");
		return new FullSync(new TenantId(row.getString("tenant_id")), row.getObject("sync_id", UUID.class),
				row.getString("kind"), row.getString("owner"), row.getString("client"),
				State.of(Objects.requireNonNull(row.getString("state"))),
				(missing != null) ? Missing.of(missing) : null, row.getObject("total", Long.class),
				row.getObject("job", UUID.class), row.getString("undone"), Columns.time(row, "opened_at"),
				Columns.timeOrNull(row, "closed_at"));
	}

}
