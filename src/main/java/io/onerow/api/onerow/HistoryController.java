package io.onerow.api.onerow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.share.Turns;
import io.onerow.history.History;
import io.onerow.history.HistoryEntry;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryId;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.history.HistoryWalk;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What clients have written. */
@RestController
class HistoryController {

	static final String PATH = "/api/onerow/v1/history";

	static final String ONE = PATH + "/{id}";

	private static final String LINES = "application/x-ndjson";

	private final History history;

	private final Turns turns;

	private final JsonMapper mapper;

	HistoryController(History history, Turns turns, JsonMapper mapper) {
		this.history = history;
		this.turns = turns;
		this.mapper = mapper;
	}

	/** A page, or, as lines, all that there are. */
	@GetMapping(PATH)
	@Nullable Page list(TenantId tenant, @RequestParam Map<String, String> parameters,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, HttpServletResponse response)
			throws IOException {
		HistoryQuery query = new HistoryQuery(parameters);
		HistoryFilter filter = query.filter();
		HistoryPosition start = query.start();
		int size = query.size();
		if (accept.toLowerCase(Locale.ROOT).contains(LINES)) {
			write(new HistoryWalk((from, most) -> read(tenant, filter, from, most), start), response);
			return null;
		}
		HistorySlice slice = read(tenant, filter, start, size);
		return new Page(slice.items().stream().map(HistoryItem::of).toList(),
				(slice.next() != null) ? slice.next().toString() : null);
	}

	private HistorySlice read(TenantId tenant, HistoryFilter filter, HistoryPosition start, int size) {
		return this.turns.take(() -> this.history.read(tenant, filter, start, size));
	}

	private void write(Iterator<HistoryEntry> entries, HttpServletResponse response) throws IOException {
		response.setContentType(LINES);
		OutputStream lines = response.getOutputStream();
		while (entries.hasNext()) {
			lines.write(this.mapper.writeValueAsBytes(HistoryItem.of(entries.next())));
			lines.write('\n');
		}
	}

	@GetMapping(ONE)
	HistoryItem get(TenantId tenant, @PathVariable String id) {
		return HistoryItem
			.of(this.history.get(tenant, HistoryId.parse(id).orElseThrow(() -> new NotFound("history entry"))));
	}

	/**
	 * {@code next} is where to go on; null at the end, which there is none of for those
	 * who follow.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<HistoryItem> items, @Nullable String next) {

	}

}
