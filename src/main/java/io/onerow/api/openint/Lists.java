package io.onerow.api.openint;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.onerow.api.Answered;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.share.Turns;
import io.onerow.security.Seals;
import io.onerow.sync.ListLimits;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.sync.Walk;
import io.onerow.tenant.Connection;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Answers pages of lists, in order of the last change. A cursor is good for one list of
 * one connection, and for nobody else; what comes after it is what has changed since,
 * after the last page too.
 */
@Component
class Lists {

	private static final int DEFAULT_SIZE = 100;

	private static final int MAX_SIZE = 1_000;

	private static final int CURSOR_BYTES = 3 * Long.BYTES;

	private static final Map<String, Order> MODES = Map.of("full", Order.FULL, "incremental", Order.CHANGE);

	private final Seals seals;

	private final ListLimits limits;

	private final Turns turns;

	Lists(Seals seals, ListLimits limits, Turns turns) {
		this.seals = seals;
		this.turns = turns;
		this.limits = limits;
	}

	<T, R> Page<T, R> answer(String entity, Connection connection, Query query, Source<T> source,
			Function<T, R> response) {
		Order order = query.order();
		String context = String.join(" ", "cursor", connection.tenant().value(), connection.id(), entity, "CHANGE");
		Walk<T> walk = new Walk<>((start, size) -> this.turns.take(() -> source.read(order, start, size)),
				start(query.cursor(), context), query.size(), this.limits.maxPage().toBytes());
		return new Page<>(walk, response, (end) -> cursor(end, context));
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
			Order order = MODES.get(StringUtils.hasText(this.syncMode) ? this.syncMode : "incremental");
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
	 * A page on the wire, read while it is written: how it goes on is known when the
	 * items are through.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	@JsonPropertyOrder({ "items", "has_next_page", "next_cursor" })
	record Page<T, R>(@JsonIgnore Walk<T> walk, @JsonIgnore Function<T, R> response,
			@JsonIgnore Function<Position, String> cursor) {

		@JsonProperty("items")
		Iterator<R> items() {
			return new Answered<>(this.walk, this.response);
		}

		@JsonProperty("has_next_page")
		boolean hasNextPage() {
			return this.walk.hasMore();
		}

		/** For the next page, and behind the last for what will have changed. */
		@JsonProperty("next_cursor")
		String nextCursor() {
			return this.cursor.apply(this.walk.end());
		}

	}

}
