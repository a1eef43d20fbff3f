package io.onerow.api.onerow;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.onerow.api.failure.InvalidParameter;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistoryPosition.Newest;
import io.onerow.history.HistoryPosition.Oldest;
import org.jspecify.annotations.Nullable;

/** The parameters of a list of history, as they were sent. */
record HistoryQuery(Map<String, String> sent) {

	private static final int MOST = 1_000;

	private static final int DEFAULT = 100;

	/** Credentials and requests are called by shorter ones. */
	private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,320}");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

	private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

	private static final Set<String> ORDERS = Set.of("newest", "oldest");

	private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

	HistoryFilter filter() {
		return new HistoryFilter(read("recordId", HistoryQuery::id, "must be a UUID"), name("requestId"),
				name("client"), oneOf("outcome", HistoryFilter.OUTCOMES), oneOf("rule", HistoryFilter.RULES),
				name("wire"), time("since"), time("until"));
	}

	/** From where the list begins; for those who follow it, from the oldest. */
	HistoryPosition start() {
		boolean follows = "oldest".equals(oneOf("order", ORDERS));
		HistoryPosition start = read("after",
				(text) -> HistoryPosition.parse(text).filter((place) -> (place instanceof Oldest) == follows),
				"must be what a page of this order has answered as next");
		if (start != null) {
			return start;
		}
		return follows ? Oldest.START : Newest.START;
	}

	int size() {
		Integer size = read("limit",
				(text) -> Optional.of(text)
					.filter((digits) -> NUMBER.matcher(digits).matches())
					.map(Integer::valueOf)
					.filter((number) -> number >= 1 && number <= MOST),
				"must be from 1 to " + MOST);
		return (size != null) ? size : DEFAULT;
	}

	private @Nullable String name(String parameter) {
		return read(parameter, (text) -> Optional.of(text).filter((name) -> NAME.matcher(name).matches()),
				"must be 1 to 320 characters, none of them a control character");
	}

	private @Nullable String oneOf(String parameter, Set<String> words) {
		return read(parameter, (text) -> Optional.of(text).filter(words::contains),
				"must be one of " + String.join(", ", words.stream().sorted().toList()));
	}

	private @Nullable Instant time(String parameter) {
		return read(parameter, HistoryQuery::moment, "must be a time such as 2026-11-26T12:00:00Z");
	}

	private static Optional<Instant> moment(String text) {
		try {
			return Optional.of(Instant.parse(text)).filter((time) -> !time.isBefore(FIRST) && !time.isAfter(LAST));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static Optional<UUID> id(String text) {
		return Optional.of(text).filter((id) -> ID.matcher(id).matches()).map(UUID::fromString);
	}

	private <T> @Nullable T read(String parameter, Function<String, Optional<T>> form, String wanted) {
		String text = this.sent.get(parameter);
		return (text == null) ? null : form.apply(text).orElseThrow(() -> new InvalidParameter(parameter, wanted));
	}

}
