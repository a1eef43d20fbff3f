package io.onerow.api.openint;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.InvalidParameter;
import io.onerow.security.Seals;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import org.springframework.stereotype.Component;

/**
 * Answers pages of lists. A cursor is good for one list of one connection in one mode,
 * and for nobody else.
 */
@Component
class Lists {

	private static final int DEFAULT_SIZE = 100;

	private static final int MAX_SIZE = 1_000;

	private static final int CURSOR_BYTES = 3 * Long.BYTES;

	private static final Map<String, Order> MODES = Map.of("full", Order.CREATION, "incremental", Order.CHANGE);

	private final Seals seals;

	Lists(Seals seals) {
		this.seals = seals;
	}

	<T> Page<T> answer(String entity, Connection connection, Query query, Source<T> source) {
		Order order = query.order();
		String context = String.join(" ", "cursor", connection.tenant().value(), connection.id(), entity, order.name());
		Slice<T> slice = source.read(order, start(query.cursor(), context), query.size());
		// in order of change a list never ends: what is last today is followed by
		// tomorrow
		boolean goesOn = slice.hasMore() || order == Order.CHANGE;
		return new Page<>(slice.items(), slice.hasMore(), goesOn ? cursor(slice.end(), context) : null);
	}

	private Position start(@Nullable String cursor, String context) {
		if (cursor == null || cursor.isEmpty()) {
			return Position.START;
		}
		ByteBuffer content = this.seals.open(cursor, context)
			.filter((bytes) -> bytes.length == CURSOR_BYTES)
			.map(ByteBuffer::wrap)
			.orElseThrow(() -> new InvalidParameter("cursor", "is not one of this list"));
		return new Position(content.getLong(), new UUID(content.getLong(), content.getLong()));
	}

	private String cursor(Position end, String context) {
		byte[] content = ByteBuffer.allocate(CURSOR_BYTES)
			.putLong(end.change())
			.putLong(end.id().getMostSignificantBits())
			.putLong(end.id().getLeastSignificantBits())
			.array();
		return this.seals.seal(content, context);
	}

	/** What a client asks for. */
	record Query(@Nullable String cursor, @Nullable Integer pageSize, @Nullable String syncMode) {

		int size() {
			int size = (this.pageSize != null) ? this.pageSize : DEFAULT_SIZE;
			if (size < 1 || size > MAX_SIZE) {
				throw new InvalidParameter("page_size", "must be from 1 to " + MAX_SIZE);
			}
			return size;
		}

		Order order() {
			Order order = MODES.get((this.syncMode != null) ? this.syncMode : "full");
			if (order == null) {
				throw new InvalidParameter("sync_mode", "must be one of full, incremental");
			}
			return order;
		}

	}

	/** The records after a position. */
	@FunctionalInterface
	interface Source<T> {

		Slice<T> read(Order order, Position start, int size);

	}

	/**
	 * A page on the wire.
	 *
	 * @param nextCursor null at the end of a full list
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Page<T>(List<T> items, boolean hasNextPage, @Nullable String nextCursor) {

	}

}
