package io.onerow.mishap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;

import org.springframework.jdbc.core.simple.JdbcClient;

/** By JDBC, as what is read is no row. */
class MishapFunctionsJdbc implements MishapFunctions {

	private static final String ADD = """
			insert into mishap as m (tenant_id, minute, wire, what, times) values (:tenant, :minute, :wire, :what, :times)
			on conflict (tenant_id, minute, wire, what) do update set times = m.times + excluded.times""";

	private static final String COUNTS = """
			select date_bin(make_interval(secs => :step), m.minute, timestamptz 'epoch') as step, m.wire, m.what,
				cast(sum(m.times) as bigint) as times
			from mishap m where m.tenant_id = :tenant and m.minute >= :since
			group by step, m.wire, m.what order by step, m.wire, m.what""";

	private final JdbcClient jdbc;

	MishapFunctionsJdbc(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void add(TenantId tenant, Instant minute, String wire, Mishap what, long times) {
		this.jdbc.sql(ADD)
			.param("tenant", tenant.value())
			.param("minute", minute.atOffset(ZoneOffset.UTC))
			.param("wire", wire)
			.param("what", what.toString())
			.param("times", times)
			.update();
	}

	@Override
	public List<Mishap.Count> counts(TenantId tenant, Instant since, int step) {
		return this.jdbc.sql(COUNTS)
			.param("tenant", tenant.value())
			.param("since", since.atOffset(ZoneOffset.UTC))
			.param("step", step)
			.query((row, number) -> new Mishap.Count(Columns.time(row, "step"), row.getString("wire"),
					row.getString("what"), row.getLong("times")))
			.list();
	}

}
