package io.onerow.customer;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.onerow.store.Told;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** By JDBC, because JPA would need more round trips. */
class CustomerFunctionsJdbc implements CustomerFunctions {

	private static final String RECOGNIZE = "select * from customer_trace(:tenant, :sources, :sourceIds)";

	private static final String RECOGNIZE_RECALLED = """
			select * from customer_trace_recalled(:tenant, :sources, :sourceIds)""";

	private static final String FIND = "select * from customer_find(:tenant, :ids, :sources, :sourceIds)";

	private static final String SEARCH = """
			select total, ids from customer_search(:tenant, :source, :email, :names, :skipped, :size, :most)""";

	/** One by one: see decision 75. */
	private static final String LIST = "select c.customer_id, c.version, c.language_defaulted, c.parent_id, '[]' as addresses"
			+ CustomerField.TEXTS.stream()
				.map((field) -> ", c." + StoredCustomer.column(field))
				.collect(Collectors.joining())
			+ """
					 from unnest(cast(:ids as bigint[])) with ordinality as k (id, place)
					cross join lateral (
						select * from customer f where f.tenant_id = :tenant and f.customer_id = k.id offset 0
					) c
					order by k.place""";

	private static final String WRITE = """
			call customer_write(:tenant, :now, :ids, :versions, :alone, :source, :source_id, :language, :defaulted, :debtor_id,
				:first_name, :middle_name, :last_name, :abbreviation, :title, :date_of_birth, :gender, :ssn, :phone, :mobile,
				:email, :parents, :addresses, :fingerprints, :locks, :families,
				:origin, :items, :befores, :afters, :told_sources, :told_at, :wait, :call, :patience, '{}', '{}')""";

	private static final String WRITE_EVIDENT = WRITE.replace(":told_at, ", ":told_at, :evidence, ");

	private static final String NOTE = "select * from customers_told(:tenant, :ids, :versions, :sources, :at, :wait)";

	private static final String FLUSH = "select 1 from flush_log(:tenant)";

	private static final String DELETE = "select customer_delete(:tenant, :id, :now, :origin)";

	private final JdbcClient jdbc;

	CustomerFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void recognize(TenantId tenant, List<CustomerKey> keys, boolean recalling,
			BiConsumer<Integer, Trace> found) {
		byKeys(recalling ? RECOGNIZE_RECALLED : RECOGNIZE, tenant, keys).query((row) -> {
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

	@Override
	public CustomerPage search(TenantId tenant, CustomerSearch search) {
		List<String> names = search.beginnings();
		Found found = this.jdbc.sql(SEARCH)
			.param("tenant", tenant.value())
			.param("source", search.source())
			.param("email", search.email())
			.param("names", names.isEmpty() ? null : names.toArray(String[]::new))
			.param("skipped", search.skipped())
			.param("size", search.size())
			.param("most", CustomerSearch.MOST)
			.query((row, number) -> new Found(row.getInt("total"), elements(row.getArray("ids"))))
			.single();
		List<Customer> page = this.jdbc.sql(LIST)
			.param("tenant", tenant.value())
			.param("ids", Arrays.copyOf(found.ids(), found.ids().length, Long[].class))
			.query((row, number) -> StoredCustomer.read(row).customer())
			.list();
		return new CustomerPage(page, found.total());
	}

	private StatementSpec byKeys(String sql, TenantId tenant, Collection<CustomerKey> keys) {
		return this.jdbc.sql(sql)
			.param("tenant", tenant.value())
			.param("sources", keys.stream().map(CustomerKey::source).toArray(String[]::new))
			.param("sourceIds", keys.stream().map(CustomerKey::sourceId).toArray(String[]::new));
	}

	@Override
	public void write(TenantId tenant, List<Draft> drafts, Instant now, Budget budget, WriteContext by) {
		boolean isEvident = drafts.stream().anyMatch((draft) -> draft.evidence() != null);
		StatementSpec call = this.jdbc.sql(isEvident ? WRITE_EVIDENT : WRITE)
			.param("tenant", tenant.value())
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("ids", column(drafts, Draft::storedId, Long[]::new))
			.param("versions", column(drafts, Draft::version, Long[]::new))
			.param("alone", column(drafts, Draft::alone, Boolean[]::new))
			.param("defaulted", column(drafts, (draft) -> draft.customer().languageDefaulted(), Boolean[]::new))
			.param("parents", column(drafts, (draft) -> draft.customer().parentId(), Long[]::new))
			.param("addresses", column(drafts, (draft) -> Address.json(draft.customer().addresses()), String[]::new))
			.param("fingerprints", drafts.stream().map(Draft::fingerprint).toArray(byte[][]::new))
			.param("locks", column(drafts, (draft) -> draft.lock(tenant), Long[]::new))
			.param("families", column(drafts, (draft) -> draft.familyLock(tenant), Long[]::new))
			.param("origin", by.origin(null))
			.param("items", column(drafts, Draft::place, Integer[]::new))
			.param("befores", column(drafts, Draft::before, String[]::new))
			.param("afters", column(drafts, Draft::after, String[]::new))
			.param("told_sources", column(drafts, CustomerFunctionsJdbc::toldSource, String[]::new))
			.param("told_at", column(drafts, CustomerFunctionsJdbc::toldAt, Long[]::new))
			.param("wait", budget.recordWait())
			.param("call", budget.call())
			.param("patience", budget.patience());
		if (isEvident) {
			call = call.param("evidence", column(drafts, Draft::evidence, String[]::new));
		}
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
	public void note(TenantId tenant, List<Draft> drafts, Budget budget) {
		this.jdbc.sql(NOTE)
			.param("tenant", tenant.value())
			.param("ids", column(drafts, Draft::storedId, Long[]::new))
			.param("versions", column(drafts, Draft::version, Long[]::new))
			.param("sources", column(drafts, CustomerFunctionsJdbc::toldSource, String[]::new))
			.param("at", column(drafts, CustomerFunctionsJdbc::toldAt, Long[]::new))
			.param("wait", budget.recordWait())
			.query((row) -> {
				drafts.get((int) row.getLong("n") - 1)
					.noted(row.getObject("noted", Boolean.class), row.getString("problem"));
			});
	}

	private static @Nullable String toldSource(Draft draft) {
		Telling telling = draft.telling();
		return (telling != null) ? telling.source() : null;
	}

	private static @Nullable Long toldAt(Draft draft) {
		Telling telling = draft.telling();
		return (telling != null) ? Told.micros(telling.at()) : null;
	}

	@Override
	public void flush(TenantId tenant) {
		this.jdbc.sql(FLUSH).param("tenant", tenant.value()).query((row) -> {
		});
	}

	@Override
	public boolean delete(TenantId tenant, long id, Instant now, WriteContext by) {
		return this.jdbc.sql(DELETE)
			.param("tenant", tenant.value())
			.param("id", id)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("origin", by.origin(null))
			.query(Boolean.class)
			.single();
	}

	private static <T> T[] column(List<Draft> drafts, Function<Draft, @Nullable T> value, IntFunction<T[]> array) {
		return drafts.stream().map(value).toArray(array);
	}

	private static Object[] elements(Array array) throws SQLException {
		return (Object[]) array.getArray();
	}

	/** How many there are, and the ids of a page of them. */
	@SuppressWarnings("ArrayRecordComponent")
	private record Found(int total, Object[] ids) {

	}

}
