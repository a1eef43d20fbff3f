package io.onerow.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, as an import is read and written whole, and its rows are bytes. */
class ImportFunctionsJdbc implements ImportFunctions {

	private static final String INSERT = """
			insert into data_import (tenant_id, import_id, kind, owner, client, source, file_name, format, columns, mapping,
				total, chunks, phase, previewed, written, upload_length, created_at, updated_at)
			values (:tenant, :id, :kind, :owner, :client, :source, :file, :format, '[]', '{}', 0, 0, 'arriving', 0, 0,
				cast(:length as bigint), :now, :now)""";

	private static final String UPLOAD = """
			select upload_length, upload_offset, phase <> 'arriving' as is_read from data_import
			where tenant_id = :tenant and import_id = :id and upload_length is not null""";

	private static final String GROW = """
			update data_import set upload_offset = upload_offset + :length, updated_at = :now
			where tenant_id = :tenant and import_id = :id and phase = 'arriving' and upload_offset = :offset
				and upload_length >= :offset + :length""";

	private static final String INSERT_PIECE = """
			insert into data_import_piece (tenant_id, import_id, first_byte, bytes) values (:tenant, :id, :first, :bytes)""";

	private static final String PIECE = """
			select bytes from data_import_piece
			where tenant_id = :tenant and import_id = :id and first_byte = :first""";

	private static final String HOLD = """
			select * from data_import
			where tenant_id = :tenant and import_id = :id and phase = 'arriving' and upload_length is not null
			for update skip locked""";

	private static final String INSERT_CHUNK = """
			insert into data_import_chunk (tenant_id, import_id, number, first_row, cells)
			values (:tenant, :id, :number, :first, :cells)""";

	private static final String ARRIVED = """
			update data_import set format = :format, columns = cast(:columns as jsonb), mapping = cast(:mapping as jsonb),
				total = :total, chunks = :chunks, phase = 'open', updated_at = :now
			where tenant_id = :tenant and import_id = :id""";

	private static final String FIND = "select * from data_import where tenant_id = :tenant and import_id = :id";

	private static final String PAGE = """
			select * from data_import where tenant_id = :tenant and (phase <> 'arriving' or upload_length is not null)
				and (cast(:after as uuid) is null or import_id < cast(:after as uuid))
			order by import_id desc limit :size""";

	private static final String MAP = """
			update data_import set mapping = cast(:mapping as jsonb), phase = 'open', preview = null, previewed = 0,
				updated_at = :now
			where tenant_id = :tenant and import_id = :id and phase = :phase and updated_at = :seen""";

	private static final String MOVE = """
			update data_import set phase = :to, updated_at = :now,
				previewed = case when :to = 'previewing' then 0 else previewed end,
				preview = case when :to = 'previewing' then null else preview end
			where tenant_id = :tenant and import_id = :id and phase in (:from)""";

	private static final String JOIN = """
			update data_import set sync_id = :sync where tenant_id = :tenant and import_id = :id""";

	private static final String OF_SYNC = """
			select * from data_import where tenant_id = :tenant and sync_id = :id and phase = 'run'""";

	private static final String BEGIN = """
			update data_import set preview_job = case when :preview then :job else preview_job end,
				run_job = case when :preview then run_job else :job end
			where tenant_id = :tenant and import_id = :id""";

	private static final String UNDONE = """
			update data_import set phase = 'undone', undone = cast(:result as jsonb), updated_at = :now
			where tenant_id = :tenant and import_id = :id""";

	private static final String CHUNK = """
			select first_row, cells from data_import_chunk
			where tenant_id = :tenant and import_id = :id and number = :number""";

	private static final String RESULTS = """
			select results from data_import_chunk
			where tenant_id = :tenant and import_id = :id and number = :number and results is not null""";

	private static final String REHEARSED = """
			with whole as (
				update data_import set preview = cast(:report as jsonb), previewed = :number + 1, updated_at = :now,
					phase = case when :last then 'previewed' else phase end
				where tenant_id = :tenant and import_id = :id and previewed = :number and phase = 'previewing'
				returning import_id
			)
			update data_import_chunk set rehearsed = :rows, rehearsed_outcomes = :outcomes, rehearsed_records = :records
			where tenant_id = :tenant and import_id in (select import_id from whole) and number = :number""";

	/** What was found before the columns were something else does not count. */
	private static final String REHEARSED_ROWS = """
			select number, rehearsed from data_import_chunk
			where tenant_id = :tenant and import_id = :id and number >= :from and number < :end
				and rehearsed is not null
				and (cast(:outcome as text) is null or cast(:outcome as text) = any (rehearsed_outcomes))
			order by number limit 1""";

	private static final String CHUNK_OF = """
			select coalesce(max(number), 0) from data_import_chunk
			where tenant_id = :tenant and import_id = :id and first_row < :row""";

	private static final String WRITTEN = """
			with whole as (
				update data_import set result = cast(:report as jsonb), written = :number + 1, updated_at = :now
				where tenant_id = :tenant and import_id = :id and written = :number
				returning import_id
			)
			update data_import_chunk set results = :results, records = :records
			where tenant_id = :tenant and import_id in (select import_id from whole) and number = :number""";

	/**
	 * Rows that are not written yet are not known to be of anybody. What is told of
	 * single rows of such an import goes too. What a rehearsal has found is gone as soon
	 * as it is of them.
	 */
	private static final String ERASE = """
			with met as (
				update data_import_chunk set cells = '', results = '', records = '{}',
					rehearsed = null, rehearsed_outcomes = null, rehearsed_records = null
				where tenant_id = :tenant and records && :records
				returning import_id
			), would as (
				update data_import_chunk set rehearsed = null, rehearsed_outcomes = null, rehearsed_records = null
				where tenant_id = :tenant and rehearsed_records && :records and (records && :records) is not true
				returning import_id
			), told as (
				update data_import i set preview = i.preview || '{"samples": []}'
				where i.tenant_id = :tenant and i.import_id in (select import_id from would)
					and i.import_id not in (select import_id from met)
			)
			update data_import i set preview = null, result = i.result || '{"samples": [], "errors": []}',
				mapping = case when i.written < i.chunks then i.mapping else i.mapping - 'rows' end,
				columns = coalesce((select jsonb_agg(c || '{"examples": []}') from jsonb_array_elements(i.columns) c), '[]')
			where i.tenant_id = :tenant and i.import_id in (select import_id from met)""";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final TypeReference<List<Column>> COLUMNS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	ImportFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void insert(Import arriving, @Nullable Long length) {
		of(INSERT, arriving.tenant(), arriving.id()).param("kind", arriving.kind())
			.param("owner", arriving.owner())
			.param("client", arriving.client())
			.param("source", arriving.source())
			.param("file", arriving.fileName())
			.param("format", arriving.format())
			.param("length", length)
			.param("now", arriving.createdAt().atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public void insert(TenantId tenant, UUID id, Chunk chunk, byte[] cells) {
		of(INSERT_CHUNK, tenant, id).param("number", chunk.number())
			.param("first", chunk.firstRow())
			.param("cells", cells)
			.update();
	}

	@Override
	public Optional<Upload> upload(TenantId tenant, UUID id) {
		return of(UPLOAD, tenant, id)
			.query((row, number) -> new Upload(id, row.getLong("upload_length"), row.getLong("upload_offset"),
					row.getBoolean("is_read")))
			.optional();
	}

	@Override
	public boolean grow(TenantId tenant, UUID id, long offset, int length, Instant now) {
		return of(GROW, tenant, id).param("offset", offset)
			.param("length", length)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update() > 0;
	}

	@Override
	public void insert(TenantId tenant, UUID id, long first, byte[] bytes) {
		of(INSERT_PIECE, tenant, id).param("first", first).param("bytes", bytes).update();
	}

	@Override
	public byte[] piece(TenantId tenant, UUID id, long first) {
		return of(PIECE, tenant, id).param("first", first).query((row, number) -> row.getBytes("bytes")).single();
	}

	@Override
	public Optional<Import> hold(TenantId tenant, UUID id) {
		return of(HOLD, tenant, id).query((row, number) -> read(row)).optional();
	}

	@Override
	public void arrived(Import whole) {
		of(ARRIVED, whole.tenant(), whole.id()).param("format", whole.format())
			.param("columns", JSON.writeValueAsString(whole.columns()))
			.param("mapping", JSON.writeValueAsString(whole.mapping()))
			.param("total", whole.total())
			.param("chunks", whole.chunks())
			.param("now", whole.updatedAt().atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public Optional<Import> find(TenantId tenant, UUID id) {
		return of(FIND, tenant, id).query((row, number) -> read(row)).optional();
	}

	@Override
	public List<Import> page(TenantId tenant, @Nullable UUID after, int size) {
		return this.jdbc.sql(PAGE)
			.param("tenant", tenant.value())
			.param("after", after)
			.param("size", size)
			.query((row, number) -> read(row))
			.list();
	}

	@Override
	public boolean map(Import seen, Mapping mapping, Instant now) {
		return of(MAP, seen.tenant(), seen.id()).param("mapping", JSON.writeValueAsString(mapping))
			.param("phase", word(seen.phase()))
			.param("seen", seen.updatedAt().atOffset(ZoneOffset.UTC))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update() > 0;
	}

	@Override
	public boolean move(TenantId tenant, UUID id, Collection<Import.Phase> from, Import.Phase to, Instant now) {
		return of(MOVE, tenant, id).param("from", words(from))
			.param("to", word(to))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update() > 0;
	}

	@Override
	public void join(TenantId tenant, UUID id, UUID sync) {
		of(JOIN, tenant, id).param("sync", sync).update();
	}

	@Override
	public List<Import> ofSync(TenantId tenant, UUID sync) {
		return of(OF_SYNC, tenant, sync).query((row, number) -> read(row)).list();
	}

	@Override
	public void begin(TenantId tenant, UUID id, boolean preview, UUID job) {
		of(BEGIN, tenant, id).param("preview", preview).param("job", job).update();
	}

	@Override
	public void undone(TenantId tenant, UUID id, String result, Instant now) {
		of(UNDONE, tenant, id).param("result", result).param("now", now.atOffset(ZoneOffset.UTC)).update();
	}

	@Override
	public Optional<Chunk> chunk(Import one, int number) {
		return of(CHUNK, one.tenant(), one.id()).param("number", number)
			.query((row, place) -> Chunk.unpacked(number, row.getInt("first_row"), row.getBytes("cells")))
			.optional()
			.map((chunk) -> chunk.mended(one.columns(), one.mapping()));
	}

	@Override
	public Optional<byte[]> results(TenantId tenant, UUID id, int number) {
		return of(RESULTS, tenant, id).param("number", number)
			.query((row, place) -> row.getBytes("results"))
			.optional();
	}

	@Override
	public void rehearsed(Import one, int number, Report report, List<Report.Sample> rows, Instant now) {
		of(REHEARSED, one.tenant(), one.id()).param("number", number)
			.param("report", report.json())
			.param("last", number + 1 >= one.chunks())
			.param("rows", Chunk.packed(rows.stream().map(Report.Sample::json).toList()))
			.param("outcomes", rows.stream().map(Report.Sample::outcome).distinct().toArray(String[]::new))
			.param("records",
					rows.stream()
						.flatMap((row) -> Stream.ofNullable(row.recordId()))
						.distinct()
						.map(UUID::fromString)
						.toArray(UUID[]::new))
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public Optional<Rehearsed> rehearsed(Import one, @Nullable String outcome, int from) {
		return of(REHEARSED_ROWS, one.tenant(), one.id()).param("outcome", outcome)
			.param("from", from)
			.param("end", one.previewed())
			.query((row, place) -> new Rehearsed(row.getInt("number"),
					Chunk.lines(row.getBytes("rehearsed")).stream().map(Report.Sample::of).toList()))
			.optional();
	}

	@Override
	public int chunkOf(TenantId tenant, UUID id, long row) {
		return of(CHUNK_OF, tenant, id).param("row", row).query(Integer.class).single();
	}

	@Override
	public void written(TenantId tenant, UUID id, int number, Report report, byte[] results, UUID[] records,
			Instant now) {
		of(WRITTEN, tenant, id).param("number", number)
			.param("report", report.json())
			.param("results", results)
			.param("records", records)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public void erase(TenantId tenant, UUID[] records) {
		this.jdbc.sql(ERASE).param("tenant", tenant.value()).param("records", records).update();
	}

	private StatementSpec of(String sql, TenantId tenant, UUID id) {
		return this.jdbc.sql(sql).param("tenant", tenant.value()).param("id", id);
	}

	private static List<String> words(Collection<Import.Phase> phases) {
		return phases.stream().map(ImportFunctionsJdbc::word).toList();
	}

	private static String word(Import.Phase phase) {
		return phase.name().toLowerCase(Locale.ROOT);
	}

	private static Import read(ResultSet row) throws SQLException {
		String preview = row.getString("preview");
		String result = row.getString("result");
		return new Import(new TenantId(row.getString("tenant_id")), row.getObject("import_id", UUID.class),
				row.getString("kind"), row.getString("owner"), row.getString("client"), row.getString("source"),
				row.getString("file_name"), row.getString("format"), JSON.readValue(row.getString("columns"), COLUMNS),
				mapping(row), row.getInt("total"), row.getInt("chunks"), phase(row), row.getInt("previewed"),
				row.getInt("written"), (preview != null) ? Report.of(preview) : null,
				(result != null) ? Report.of(result) : null, row.getObject("preview_job", UUID.class),
				row.getObject("run_job", UUID.class), row.getString("undone"), Columns.time(row, "created_at"),
				Columns.time(row, "updated_at"), row.getObject("sync_id", UUID.class));
	}

	private static Import.Phase phase(ResultSet row) throws SQLException {
		Import.Phase phase = Import.Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT));
		boolean inParts = row.getObject("upload_length") != null;
		return (phase == Import.Phase.ARRIVING && inParts) ? Import.Phase.UPLOADING : phase;
	}

	private static Mapping mapping(ResultSet row) throws SQLException {
		String json = Objects.requireNonNull(row.getString("mapping"));
		return json.equals("{}") ? Imports.UNMAPPED : JSON.readValue(json, Mapping.class);
	}

}
