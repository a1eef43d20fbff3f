package io.onerow.customer;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, because JPA would need more round trips. */
class CustomerFunctionsJdbc implements CustomerFunctions {

	private static final String RECOGNIZE = "select * from customer_trace(:tenant, :sources, :sourceIds)";

	private static final String FIND = "select * from customer_find(:tenant, :ids, :sources, :sourceIds)";

	private static final String WRITE = """
			call customer_write(:tenant, :now, :ids, :versions, :alone, :source, :source_id, :language, :debtor_id,
				:first_name, :middle_name, :last_name, :abbreviation, :title, :date_of_birth, :gender, :ssn, :phone, :email,
				:parents, :addresses, :fingerprints, :locks, :wait, :call, :patience, '{}', '{}')""";

	private static final String FLUSH = "select 1 from flush_log(:tenant)";

	private static final String DELETE = "select customer_delete(:tenant, :id, :now)";

	private final JdbcClient jdbc;

	CustomerFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void recognize(TenantId tenant, List<CustomerKey> keys, BiConsumer<Integer, Trace> found) {
		byKeys(RECOGNIZE, tenant, keys).query((row) -> {
			found.accept((int) row.getLong("n") - 1, new Trace(row.getLong("id"), row.getString("lang"),
					row.getBytes("print"), row.getBoolean("on_disk")));
		});
	}

	@Override
	public List<Stored> find(TenantId tenant, Collection<Long> ids, Collection<CustomerKey> keys) {
		return byKeys(FIND, tenant, keys).param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> StoredCustomer.read(row))
			.list();
	}

	private StatementSpec byKeys(String sql, TenantId tenant, Collection<CustomerKey> keys) {
		return this.jdbc.sql(sql)
			.param("tenant", tenant.value())
			.param("sources", keys.stream().map(CustomerKey::source).toArray(String[]::new))
			.param("sourceIds", keys.stream().map(CustomerKey::sourceId).toArray(String[]::new));
	}

	@Override
	public void write(TenantId tenant, List<Draft> drafts, Instant now, Budget budget) {
		StatementSpec call = this.jdbc.sql(WRITE)
			.param("tenant", tenant.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("ids", column(drafts, Draft::storedId, Long[]::new))
			.param("versions", column(drafts, Draft::version, Long[]::new))
			.param("alone", column(drafts, Draft::alone, Boolean[]::new))
			.param("parents", column(drafts, (draft) -> draft.customer().parentId(), Long[]::new))
			.param("addresses", column(drafts, (draft) -> Address.json(draft.customer().addresses()), String[]::new))
			.param("fingerprints", drafts.stream().map(Draft::fingerprint).toArray(byte[][]::new))
			.param("locks", column(drafts, (draft) -> draft.lock(tenant), Long[]::new))
			.param("wait", budget.recordWait())
			.param("call", budget.call())
			.param("patience", budget.patience());
		for (CustomerField field : CustomerField.TEXTS) {
			call = call.param(StoredCustomer.column(field),
					column(drafts, (draft) -> draft.customer().text(field), String[]::new));
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

	@Override
	public void flush(TenantId tenant) {
		this.jdbc.sql(FLUSH).param("tenant", tenant.value()).query((row) -> {
		});
	}

	@Override
	public boolean delete(TenantId tenant, long id, Instant now) {
		return this.jdbc.sql(DELETE)
			.param("tenant", tenant.value())
			.param("id", id)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(Boolean.class)
			.single();
	}

	private static <T> T[] column(List<Draft> drafts, Function<Draft, @Nullable T> value, IntFunction<T[]> array) {
		return drafts.stream().map(value).toArray(array);
	}

	private static Object[] elements(Array array) throws SQLException {
		return (Object[]) array.getArray();
	}

}
