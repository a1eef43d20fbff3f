package io.onerow.api.console;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.onerow.api.share.Turns;
import io.onerow.history.History;
import io.onerow.history.HistoryFilter;
import io.onerow.history.HistoryPosition;
import io.onerow.history.HistorySlice;
import io.onerow.history.Written;
import io.onerow.mishap.Mishaps;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows what is being written: how much, and what. */
@Controller
class ActivityPages {

	static final String PATH = ConsoleSecurity.HOME + "/activity";

	/** So many entries are counted for a chart, the newest. */
	static final int COUNTED = 10_000;

	private static final int ENTRIES = 25;

	private static final List<String> WIRES = List.of("billabex", "console", "onerow", "openint", "propeller", "sam");

	private final History history;

	private final Mishaps mishaps;

	private final People people;

	private final Turns turns;

	private final Clock clock;

	ActivityPages(History history, Mishaps mishaps, People people, Turns turns, Clock clock) {
		this.history = history;
		this.mishaps = mishaps;
		this.people = people;
		this.turns = turns;
		this.clock = clock;
	}

	@GetMapping(PATH)
	String activity(TenantId tenant, @RequestParam(defaultValue = "day") String span, Asked asked,
			@RequestParam(defaultValue = "") String after, Model model) {
		Span shown = Span.of(span).orElseThrow(() -> FormFault.of("span", "one", "hour, day, week, month"));
		Instant now = this.clock.instant();
		List<Written> counts = this.turns
			.take(() -> this.history.counts(tenant, now.minus(shown.length()), shown.step(), COUNTED));
		HistoryPosition start = after.isEmpty() ? HistoryPosition.Newest.START
				: HistoryPosition.parse(after)
					.filter(HistoryPosition.Newest.class::isInstance)
					.orElseThrow(() -> FormFault.of("after", "after"));
		HistorySlice slice = this.turns.take(() -> this.history.read(tenant, asked.filter(), start, ENTRIES));
		Map<String, String> names = new HashMap<>();
		model.addAttribute("entries",
				slice.items()
					.stream()
					.map((entry) -> EntryView.of(entry,
							(client) -> names.computeIfAbsent(client, (one) -> this.people.name(tenant, one))))
					.toList());
		model.addAttribute("next", slice.next()).addAttribute("after", after);
		model.addAttribute("span", shown.word()).addAttribute("spans", Span.WORDS).addAttribute("asked", asked);
		model.addAttribute("outcomes", HistoryFilter.OUTCOMES).addAttribute("rules", HistoryFilter.RULES);
		model.addAttribute("wires", WIRES).addAttribute("now", Shown.time(now));
		model.addAttribute("totals", Totals.of(counts, COUNTED));
		model.addAttribute("byOutcome", Chart.of(counts, shown, now, Written::outcome));
		model.addAttribute("byWire", Chart.of(counts, shown, now, Written::wire));
		model.addAttribute("mishaps", Chart.of(mishaps(tenant, shown, now), shown, now, Written::outcome));
		return "activity";
	}

	private List<Written> mishaps(TenantId tenant, Span shown, Instant now) {
		return this.mishaps.counts(tenant, now.minus(shown.length()), shown.step())
			.stream()
			.map((count) -> new Written(count.from(), count.wire(), count.what(), count.times()))
			.toList();
	}

	/** What the entries must be; what is empty does not matter. */
	record Asked(@Nullable String client, @Nullable String outcome, @Nullable String rule, @Nullable String wire) {

		HistoryFilter filter() {
			return new HistoryFilter(null, null, some(this.client), some(this.outcome), some(this.rule),
					some(this.wire), null, null);
		}

		private static @Nullable String some(@Nullable String text) {
			return StringUtils.hasText(text) ? text.strip() : null;
		}

	}

}
