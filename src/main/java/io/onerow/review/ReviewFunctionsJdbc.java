package io.onerow.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.f4b6a3.uuid.UuidCreator;
import io.onerow.matching.Match;
import io.onerow.store.Binds;
import io.onerow.store.Columns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class ReviewFunctionsJdbc implements ReviewFunctions {

	private static final String ASK = Binds.call("r", "reviews_ask", 10);

	private static final String FIND = Binds.call("r", "reviews_find", 10);

	private static final String READ = Binds.call("(review).review_id, (review).state, (review).directory_id, "
			+ "(review).rung, cast((review).evidence as text), (review).why, (review).asked_at, (review).client, "
			+ "(review).decided_at, (review).decided_by, record_shown, cast(record_fields as text), other_shown, "
			+ "cast(other_fields as text)", "reviews_read", 5);

	private static final String DECIDE = Binds.call("state, closed", "review_decide", 6);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JdbcTemplate jdbc;

	ReviewFunctionsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<UUID> ask(TenantId tenant, UUID directory, UUID contact, List<Match.Suspect<UUID>> suspects,
			WriteContext by, Instant now) {
		Binds binds = suspects(
				Binds.of().text(tenant.value()).uuid(directory).uuid(contact).array(ids(suspects.size())), suspects)
			.time(now)
			.origin(by, null);
		return Objects.requireNonNull(this.jdbc.query(ASK, binds, (ResultSet rows) -> {
			rows.next();
			return Columns.ids(rows, "r");
		}));
	}

	@Override
	public int find(TenantId tenant, UUID directory, List<Reviews.Pair> pairs, WriteContext by, Instant now) {
		Binds binds = Binds.of()
			.text(tenant.value())
			.uuid(directory)
			.array(ids(pairs.size()))
			.array(pairs.stream().map(Reviews.Pair::record).toArray(UUID[]::new));
		suspects(binds, pairs.stream().map(Reviews.Pair::other).toList()).time(now).origin(by, null);
		return Objects.requireNonNull(this.jdbc.query(FIND, binds, (ResultSet rows) -> {
			rows.next();
			return rows.getInt(1);
		}));
	}

	private static UUID[] ids(int size) {
		return Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(size).toArray(UUID[]::new);
	}

	private static Binds suspects(Binds binds, List<Match.Suspect<UUID>> suspects) {
		return binds.array(suspects.stream().map(Match.Suspect::id).toArray(UUID[]::new))
			.array(suspects.stream().map(Match.Suspect::rung).toArray(String[]::new))
			.array(suspects.stream().map((one) -> JSON.writeValueAsString(one.evidence())).toArray(String[]::new))
			.array(suspects.stream().map(Match.Suspect::why).toArray(String[]::new));
	}

	@Override
	public List<Review> read(TenantId tenant, @Nullable UUID id, @Nullable String state, UUID after, int size) {
		Binds binds = Binds.of().text(tenant.value()).uuid(id).text(state).uuid(after).number(size);
		return Objects.requireNonNull(this.jdbc.query(READ, binds, (ResultSet rows) -> {
			List<Review> found = new ArrayList<>();
			while (rows.next()) {
				found.add(read(rows));
			}
			return found;
		}));
	}

	private static Review read(ResultSet row) throws SQLException {
		return new Review(row.getObject("review_id", UUID.class), row.getString("state"),
				row.getObject("directory_id", UUID.class),
				new Review.Side(row.getObject("record_shown", UUID.class), row.getString("record_fields")),
				new Review.Side(row.getObject("other_shown", UUID.class), row.getString("other_fields")),
				row.getString("rung"), row.getString("evidence"), row.getString("why"), Columns.time(row, "asked_at"),
				row.getString("client"), Columns.timeOrNull(row, "decided_at"), row.getString("decided_by"));
	}

	@Override
	public Answer decide(TenantId tenant, UUID id, String decision, UUID merge, WriteContext by, Instant now) {
		Binds binds = Binds.of().text(tenant.value()).uuid(id).text(decision).uuid(merge).time(now).origin(by, null);
		return Objects.requireNonNull(this.jdbc.query(DECIDE, binds, (ResultSet rows) -> {
			rows.next();
			return new Answer(rows.getString("state"), Columns.ids(rows, "closed"));
		}));
	}

}
