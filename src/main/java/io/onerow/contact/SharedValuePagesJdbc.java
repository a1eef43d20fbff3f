package io.onerow.contact;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC. */
class SharedValuePagesJdbc implements SharedValuePages {

	private static final String PAGE = Binds.call("value_id, scope, kind, value, names, by_hand, since",
			"shared_values_page", 4);

	private final JdbcTemplate jdbc;

	SharedValuePagesJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<SharedValues.Shown> page(TenantId tenant, @Nullable UUID directory, UUID after, int size) {
		return this.jdbc.query(PAGE, Binds.of().text(tenant.value()).uuid(directory).uuid(after).number(size),
				(row, number) -> new SharedValues.Shown(row.getObject("value_id", UUID.class), row.getString("scope"),
						row.getString("kind"), row.getString("value"), row.getLong("names"), row.getBoolean("by_hand"),
						row.getObject("since", OffsetDateTime.class).toInstant()));
	}

}
