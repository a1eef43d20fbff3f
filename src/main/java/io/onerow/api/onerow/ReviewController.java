package io.onerow.api.onerow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.review.Review;
import io.onerow.review.Reviews;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The questions whether two contacts are one person, and their answers. */
@RestController
class ReviewController {

	static final String PATH = "/api/onerow/v1/reviews";

	static final String ONE = PATH + "/{id}";

	private static final int MOST = 1_000;

	private static final Set<String> STATES = Set.of("open", "same", "different");

	private static final Map<String, String> DECISIONS = Map.of("same", "same", "different", "different");

	private static final String DECISION = "decision";

	private final Reviews reviews;

	ReviewController(Reviews reviews) {
		this.reviews = reviews;
	}

	@GetMapping(PATH)
	Page list(TenantId tenant, @RequestParam @Nullable String status, @RequestParam(defaultValue = "100") int limit,
			@RequestParam @Nullable UUID after) {
		if (limit < 1 || limit > MOST) {
			throw new InvalidParameter("limit", "must be from 1 to " + MOST);
		}
		if (status != null && !STATES.contains(status)) {
			throw new InvalidParameter("status", "must be one of different, open, same");
		}
		List<Review> found = this.reviews.list(tenant, status, after, limit);
		return new Page(found.stream().map(Item::of).toList(),
				(found.size() == limit) ? found.get(limit - 1).id() : null);
	}

	@Unconditional
	@PostMapping(ONE)
	Item decide(TenantId tenant, @PathVariable UUID id, @RequestBody JsonNode body) {
		Members members = Members.of(body).refuseOthers(Set.of(DECISION)).require(DECISION);
		String decision = members.oneOf(DECISION, DECISIONS).applyTo(null);
		members.verify();
		return Item.of(this.reviews.decide(tenant, id, Objects.requireNonNull(decision)));
	}

	/** {@code next} is where to go on; null at the end. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Page(List<Item> items, @Nullable UUID next) {

	}

	/** A question on the wire. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Item(UUID id, String status, String kind, UUID scope, Side record, Side other, String rung,
			@JsonRawValue String evidence, String why, Instant askedAt, String client, @Nullable Instant decidedAt,
			@Nullable String decidedBy) {

		static Item of(Review review) {
			return new Item(review.id(), review.state(), "contact", review.scope(), Side.of(review.record()),
					Side.of(review.other()), review.rung(), review.evidence(), review.why(), review.askedAt(),
					review.client(), review.decidedAt(), review.decidedBy());
		}

	}

	/** One of the two, as it is shown now. */
	record Side(UUID recordId, @JsonRawValue String fields) {

		static Side of(Review.Side side) {
			return new Side(side.recordId(), side.fields());
		}

	}

}
