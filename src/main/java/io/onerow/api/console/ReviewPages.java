package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.review.AlreadyDecided;
import io.onerow.review.Review;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks one open question after the other. */
@Controller
class ReviewPages {

	static final String PATH = ConsoleSecurity.HOME + "/reviews";

	static final String ONE = PATH + "/{id}";

	private static final String OPEN = "open";

	private static final List<String> DECISIONS = List.of("same", "different");

	private static final List<String> DONE = List.of("same", "different", "answered");

	private final Reviews reviews;

	private final People people;

	ReviewPages(Reviews reviews, People people) {
		this.reviews = reviews;
		this.people = people;
	}

	/**
	 * The first open question.
	 * @param after behind which one it is looked for; null for the first of all
	 */
	@GetMapping(PATH)
	String next(TenantId tenant, @RequestParam @Nullable UUID after, @RequestParam(defaultValue = "") String done,
			Model model) {
		List<Review> open = this.reviews.list(tenant, OPEN, after, 2);
		model.addAttribute("after", after).addAttribute("more", open.size() > 1);
		model.addAttribute("done", DONE.contains(done) ? done : null);
		if (!open.isEmpty()) {
			Review review = open.get(0);
			model.addAttribute("question", Question.of(review, this.people.name(tenant, review.client())));
			model.addAttribute("sides", SideBySide.of(review.record().fields(), review.other().fields()));
		}
		return "reviews";
	}

	/** Leads to the next one, also where somebody else was faster. */
	@Unconditional
	@PostMapping(ONE)
	ResponseEntity<Void> decide(TenantId tenant, @PathVariable UUID id, @RequestParam String decision,
			@RequestParam @Nullable UUID after) {
		if (!DECISIONS.contains(decision)) {
			throw FormFault.of("decision", "decision");
		}
		String from = (after != null) ? "&after=" + after : "";
		try {
			this.reviews.decide(tenant, id, decision);
			return Shown.next(PATH + "?done=" + decision + from);
		}
		catch (AlreadyDecided ex) {
			return Shown.next(PATH + "?done=answered" + from);
		}
	}

	/**
	 * A question on a page.
	 *
	 * @param evidence what was compared, by name
	 */
	record Question(UUID id, UUID record, UUID other, String rung, String why, String askedAt, String who,
			Map<String, String> evidence) {

		static Question of(Review review, String who) {
			Map<String, String> evidence = new LinkedHashMap<>();
			Shown.json(review.evidence())
				.forEachEntry((name, sign) -> evidence.put(name, String.valueOf(Shown.value(sign))));
			return new Question(review.id(), review.record().recordId(), review.other().recordId(), review.rung(),
					review.why(), Shown.time(review.askedAt()), who, evidence);
		}

	}

}
