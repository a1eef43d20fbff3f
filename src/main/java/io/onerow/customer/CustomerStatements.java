package io.onerow.customer;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.UnreadableStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The statements about customers. Lists of keys and records travel as arrays, so that
 * each is one round trip however many there are.
 */
@Repository
class CustomerStatements {

	private static final String RECOGNIZE = """
			select n, customer_id, language, fingerprint,
				(select pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()) as on_disk
			from customer_trace(:tenant, :sources, :sourceIds)""";

	private static final String LOAD_BY_KEYS = "select * from customer_by_keys(:tenant, :sources, :sourceIds)";

	private static final String LOAD_BY_IDS = "select * from customer_by_ids(:tenant, :ids)";

	private static final String WRITE = """
			call customer_write(:tenant, :now, :ids, :versions, :alone, :source, :source_id, :language, :debtor_id,
				:first_name, :middle_name, :last_name, :abbreviation, :title, :date_of_birth, :gender, :ssn, :phone, :email,
				:parents, :addresses, :fingerprints, :wait, :call, :patience, '{}', '{}')""";

	// an empty message is the least that a transaction can leave in the log, which its
	// commit then flushes with all that is before it
	private static final String FLUSH = """
			select case when pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()
				then pg_logical_emit_message(true, 'onerow', '')::text end""";

	private static final TypeReference<List<@Nullable Map<String, String>>> ADDRESSES = new TypeReference<>() {
	};

	private static final Map<CustomerField, String> COLUMNS = columns();

	private final JdbcClient jdbc;

	private final JsonMapper json;

	CustomerStatements(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Tells each stored record of the keys by its place in the list. */
	void recognize(TenantId tenant, List<CustomerKey> keys, BiConsumer<Integer, Trace> found) {
		byKeys(RECOGNIZE, tenant, keys).query((row) -> {
			found.accept((int) row.getLong("n") - 1, new Trace(row.getLong("customer_id"), row.getString("language"),
					row.getBytes("fingerprint"), row.getBoolean("on_disk")));
		});
	}

	List<Stored> loadByKeys(TenantId tenant, List<CustomerKey> keys) {
		return byKeys(LOAD_BY_KEYS, tenant, keys).query((row, number) -> stored(row)).list();
	}

	List<Stored> loadByIds(TenantId tenant, Collection<Long> ids) {
		return this.jdbc.sql(LOAD_BY_IDS)
			.param("tenant", tenant.value())
			.param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> stored(row))
			.list();
	}

	/**
	 * Writes drafts, each in a transaction of its own, until the budget of the call is
	 * spent, and tells each that it has tried what became of it: that is the first at
	 * least. What is written is safe only after {@link #flush()}.
	 */
	void write(TenantId tenant, List<Draft> drafts, Instant now, Budget budget) {
		StatementSpec call = this.jdbc.sql(WRITE)
			.param("tenant", tenant.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("ids", column(drafts, Draft::storedId, Long[]::new))
			.param("versions", column(drafts, Draft::version, Long[]::new))
			.param("alone", column(drafts, Draft::alone, Boolean[]::new))
			.param("parents", column(drafts, (draft) -> draft.customer().parentId(), Long[]::new))
			.param("addresses", column(drafts, this::addresses, String[]::new))
			.param("fingerprints", drafts.stream().map(Draft::fingerprint).toArray(byte[][]::new))
			.param("wait", budget.recordWait())
			.param("call", budget.call())
			.param("patience", budget.patience());
		for (CustomerField field : CustomerField.TEXTS) {
			call = call.param(column(field), column(drafts, (draft) -> draft.customer().text(field), String[]::new));
		}
		call.query((row) -> {
			Object[] written = elements(row.getArray("written"));
			Object[] refused = elements(row.getArray("refused"));
			budget.leave(row.getInt("patience_ms"));
			for (int i = 0; i < written.length; i++) {
				drafts.get(i).written((Long) written[i], (String) refused[i]);
			}
		});
	}

	/** Returns when everything that any transaction has committed is on disk. */
	void flush() {
		this.jdbc.sql(FLUSH).query((row) -> {
		});
	}

	boolean delete(TenantId tenant, long id, Instant now) {
		this.jdbc.sql("""
				update customer set parent_id = null, fingerprint = null, version = version + 1, updated_at = :now
				where tenant_id = :tenant and parent_id = :id""")
			.param("tenant", tenant.value())
			.param("id", id)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update();
		return this.jdbc.sql("delete from customer where tenant_id = :tenant and customer_id = :id")
			.param("tenant", tenant.value())
			.param("id", id)
			.update() == 1;
	}

	private StatementSpec byKeys(String sql, TenantId tenant, List<CustomerKey> keys) {
		return this.jdbc.sql(sql)
			.param("tenant", tenant.value())
			.param("sources", keys.stream().map(CustomerKey::source).toArray(String[]::new))
			.param("sourceIds", keys.stream().map(CustomerKey::sourceId).toArray(String[]::new));
	}

	private Stored stored(ResultSet row) throws SQLException {
		Map<CustomerField, String> texts = new EnumMap<>(CustomerField.class);
		for (CustomerField field : CustomerField.TEXTS) {
			String text = row.getString(column(field));
			if (text != null) {
				texts.put(field, text);
			}
		}
		long parent = row.getLong("parent_id");
		Long parentId = row.wasNull() ? null : parent;
		return new Stored(
				new Customer(row.getLong("customer_id"), texts, parentId, addresses(row.getString("addresses"))),
				row.getLong("version"));
	}

	private List<Address> addresses(String stored) {
		if (stored.equals("[]")) {
			return List.of();
		}
		try {
			List<@Nullable Map<String, String>> read = this.json.readValue(stored, ADDRESSES);
			return read.stream().map(Objects::requireNonNull).map(Address::new).toList();
		}
		catch (JacksonException | NullPointerException ex) {
			throw new UnreadableStore("addresses");
		}
	}

	private String addresses(Draft draft) {
		List<Address> addresses = draft.customer().addresses();
		return addresses.isEmpty() ? "[]"
				: this.json.writeValueAsString(addresses.stream().map(Address::members).toList());
	}

	private static String column(CustomerField field) {
		return COLUMNS.getOrDefault(field, "");
	}

	private static Map<CustomerField, String> columns() {
		Map<CustomerField, String> columns = new EnumMap<>(CustomerField.class);
		for (CustomerField field : CustomerField.TEXTS) {
			columns.put(field, field.name().toLowerCase(Locale.ROOT));
		}
		return columns;
	}

	private static <T> T[] column(List<Draft> drafts, Function<Draft, @Nullable T> value, IntFunction<T[]> array) {
		return drafts.stream().map(value).toArray(array);
	}

	private static Object[] elements(Array array) throws SQLException {
		return (Object[]) array.getArray();
	}

	/** What is enough to recognize a stored record. */
	@SuppressWarnings("ArrayRecordComponent")
	record Trace(long id, String language, byte @Nullable [] fingerprint, boolean onDisk) {

	}

}
