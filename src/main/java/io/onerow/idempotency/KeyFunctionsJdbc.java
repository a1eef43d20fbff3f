package io.onerow.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.onerow.store.Binds;
import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, each call a transaction of its own. */
class KeyFunctionsJdbc implements KeyFunctions {

	private static final String CLAIM = Binds.call("*", "idempotency_claim", 9);

	private static final String LEASE = Binds.call("r", "idempotency_lease", 5);

	private static final String KEEP = Binds.call("r", "idempotency_keep", 7);

	private static final String FORGET = Binds.call("place_client, place_key", "idempotency_forget", 5);

	private static final String PURGE = Binds.call("r", "idempotency_purge", 3);

	private final JdbcTemplate jdbc;

	KeyFunctionsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Reply claim(RequestKey key, byte[] request, String requestId, UUID holder, Instant now, Instant until,
			Duration lease) {
		Binds binds = bind(key).bytes(request)
			.text(requestId)
			.uuid(holder)
			.time(now)
			.time(until)
			.number((int) lease.toMillis());
		return Objects.requireNonNull(this.jdbc.query(CLAIM, binds, (rows) -> {
			rows.next();
			return reply(rows);
		}));
	}

	private static Reply reply(ResultSet row) throws SQLException {
		return new Reply(row.getString("outcome"), row.getString("run_id"), Columns.time(row, "until"),
				row.getInt("seconds"), row.getInt("answer_status"), row.getString("answer_headers"),
				row.getBytes("answer_body"));
	}

	@Override
	public boolean lease(RequestKey key, UUID holder, Duration lease) {
		return isTrue(LEASE, bind(key).uuid(holder).number((int) lease.toMillis()));
	}

	@Override
	public boolean keep(RequestKey key, UUID holder, int status, String headers, byte[] body) {
		return isTrue(KEEP, bind(key).uuid(holder).number(status).text(headers).bytes(body));
	}

	@Override
	public @Nullable Place forget(TenantId tenant, Collection<String> requests, Collection<String> ids,
			@Nullable Place after) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.array(requests.toArray(String[]::new))
			.array(ids.toArray(String[]::new))
			.text((after != null) ? after.client() : "")
			.bytes((after != null) ? after.hash() : new byte[0]);
		Optional<Place> stopped = Objects.requireNonNull(
				this.jdbc.query(FORGET, binds, (rows) -> rows.next() ? Optional.of(place(rows)) : Optional.empty()));
		return stopped.orElse(null);
	}

	private static Place place(ResultSet row) throws SQLException {
		return new Place(row.getString("place_client"), row.getBytes("place_key"));
	}

	@Override
	public int purge(TenantId tenant, Instant now, int size) {
		Binds binds = Binds.of().text(tenant.value()).time(now).number(size);
		return Objects.requireNonNull(this.jdbc.query(PURGE, binds, (rows) -> rows.next() ? rows.getInt(1) : 0));
	}

	private static Binds bind(RequestKey key) {
		return Binds.of().text(key.tenant().value()).text(key.client()).bytes(key.hash());
	}

	private boolean isTrue(String sql, Binds binds) {
		return Boolean.TRUE.equals(this.jdbc.query(sql, binds, (rows) -> rows.next() && rows.getBoolean(1)));
	}

}
