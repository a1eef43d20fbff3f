package io.onerow.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.matching.Probes;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;

/** By JDBC, as the functions of customers are. */
class CustomerSourcesJdbc implements CustomerSources {

	private static final String RECALL = "select * from customer_recalled(:tenant, :ids, :sources, :sourceIds)";

	/** One by one: see decision 75. */
	private static final String ALIASES = """
			select k.id as customer_id, a.source, a.source_id
			from unnest(cast(:ids as bigint[])) as k (id)
			cross join lateral (
				select * from customer_alias f where f.tenant_id = :tenant and f.customer_id = k.id and not f.denied offset 0
			) a""";

	private static final String ALIKE = "select n, crowd, (stored).* from customers_alike(:tenant, :sought, :scan, :most)";

	private static final String PROBE = """
			select customer_probes_put(:tenant, :ids, :versions, :of, :keys, :letters, :homes)""";

	private static final String NEXT = """
			select * from customer where tenant_id = :tenant and customer_id > :after order by customer_id limit :size""";

	private final JdbcClient jdbc;

	CustomerSourcesJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Stored> recall(TenantId tenant, Collection<Long> ids, Collection<CustomerKey> keys) {
		Map<Long, Stored> found = new LinkedHashMap<>();
		this.jdbc.sql(RECALL)
			.param("tenant", tenant.value())
			.param("ids", ids.toArray(Long[]::new))
			.param("sources", keys.stream().map(CustomerKey::source).toArray(String[]::new))
			.param("sourceIds", keys.stream().map(CustomerKey::sourceId).toArray(String[]::new))
			.query((row, number) -> StoredCustomer.read(row))
			.list()
			.forEach((record) -> found.put(record.customer().id(), record));
		return withAliases(tenant, List.copyOf(found.values()));
	}

	@Override
	public Stored recall(TenantId tenant, Stored record) {
		return withAliases(tenant, List.of(record)).get(0);
	}

	private List<Stored> withAliases(TenantId tenant, List<Stored> records) {
		Map<Long, Set<CustomerKey>> aliases = new HashMap<>();
		if (!records.isEmpty()) {
			this.jdbc.sql(ALIASES).param("tenant", tenant.value()).param("ids", ids(records)).query((ResultSet row) -> {
				aliases.computeIfAbsent(row.getLong("customer_id"), (id) -> new HashSet<>())
					.add(new CustomerKey(row.getString("source"), row.getString("source_id")));
			});
		}
		return records.stream()
			.map((record) -> record.also(aliases.getOrDefault(record.customer().id(), Set.of())))
			.toList();
	}

	private static Long[] ids(List<Stored> records) {
		return records.stream().map((record) -> record.customer().id()).toArray(Long[]::new);
	}

	@Override
	public List<Met> alike(TenantId tenant, List<String> sought) {
		List<Met> met = look(tenant, sought);
		while (!met.isEmpty() && met.get(0).place() < 0) {
			probe(tenant, met.stream().map(Met::customer).toList());
			met = look(tenant, sought);
		}
		List<Stored> known = withAliases(tenant, met.stream().map(Met::customer).toList());
		List<Met> all = new ArrayList<>();
		for (int i = 0; i < known.size(); i++) {
			all.add(new Met(met.get(i).place(), met.get(i).isCrowd(), known.get(i)));
		}
		return all;
	}

	/** At place -1, and alone, are those that have to get their rows first. */
	private List<Met> look(TenantId tenant, List<String> sought) {
		return this.jdbc.sql(ALIKE)
			.param("tenant", tenant.value())
			.param("sought", sought.toArray(String[]::new))
			.param("scan", Meeting.MOST_OF_ONE_KEY)
			.param("most", Meeting.MOST)
			.query((row, number) -> met(row))
			.list();
	}

	private static Met met(ResultSet row) throws SQLException {
		return new Met((int) row.getLong("n") - 1, row.getBoolean("crowd"), StoredCustomer.read(row));
	}

	@Override
	public void probe(TenantId tenant, List<Stored> records) {
		List<Long> places = new ArrayList<>();
		List<Probes.Stored> rows = new ArrayList<>();
		for (int i = 0; i < records.size(); i++) {
			for (Probes.Stored row : CustomerFacts.of(records.get(i).customer(), null).probes().stored()) {
				places.add(i + 1L);
				rows.add(row);
			}
		}
		this.jdbc.sql(PROBE)
			.param("tenant", tenant.value())
			.param("ids", ids(records))
			.param("versions", records.stream().map(Stored::version).toArray(Long[]::new))
			.param("of", places.toArray(Long[]::new))
			.param("keys", rows.stream().map(Probes.Stored::key).toArray(Long[]::new))
			.param("letters", rows.stream().map(Probes.Stored::letters).toArray(Long[]::new))
			.param("homes", rows.stream().map(Probes.Stored::home).toArray(Long[]::new))
			.query(Boolean.class)
			.single();
	}

	@Override
	public List<Stored> after(TenantId tenant, long id, int size) {
		return this.jdbc.sql(NEXT)
			.param("tenant", tenant.value())
			.param("after", id)
			.param("size", size)
			.query((row, number) -> StoredCustomer.read(row))
			.list();
	}

}
