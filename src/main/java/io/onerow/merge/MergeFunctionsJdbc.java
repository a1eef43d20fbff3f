package io.onerow.merge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.onerow.store.Binds;
import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class MergeFunctionsJdbc implements MergeFunctions {

	private static final String PAIR = "state, (pair).merge_id, (pair).survivor_id, (pair).merged_id, (pair).client, "
			+ "(pair).merged_at, (pair).undone_at, closed";

	private static final String MERGE = Binds.call(PAIR, "contact_merge", 6);

	private static final String UNMERGE = Binds.call(PAIR, "contact_unmerge", 4);

	private final JdbcTemplate jdbc;

	MergeFunctionsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Answer merge(TenantId tenant, UUID id, UUID survivor, UUID merged, WriteContext by, Instant now) {
		return ask(MERGE,
				Binds.of().text(tenant.value()).uuid(id).uuid(survivor).uuid(merged).time(now).origin(by, null));
	}

	@Override
	public Answer unmerge(TenantId tenant, UUID id, WriteContext by, Instant now) {
		return ask(UNMERGE, Binds.of().text(tenant.value()).uuid(id).time(now).origin(by, null));
	}

	private Answer ask(String call, Binds binds) {
		return Objects.requireNonNull(binds.query(this.jdbc, call, (rows) -> {
			rows.next();
			UUID id = rows.getObject("merge_id", UUID.class);
			return new Answer(rows.getString("state"), (id != null) ? read(id, rows) : null,
					Columns.ids(rows, "closed"));
		}));
	}

	private static Merge read(UUID id, ResultSet row) throws SQLException {
		return new Merge(id, row.getObject("survivor_id", UUID.class), row.getObject("merged_id", UUID.class),
				row.getString("client"), Columns.time(row, "merged_at"), Columns.timeOrNull(row, "undone_at"));
	}

}
