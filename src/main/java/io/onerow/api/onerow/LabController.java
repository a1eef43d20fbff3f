package io.onerow.api.onerow;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.ExplainResponse;
import io.onerow.api.KnownScopes;
import io.onerow.api.LabTurn;
import io.onerow.api.PolicyHeader;
import io.onerow.api.json.Fault;
import io.onerow.api.json.Formats;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.LabResult;
import io.onerow.contact.MatchLab;
import io.onerow.matching.Explanation;
import io.onerow.matching.Policy;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Which decisions another policy would have made otherwise. Nothing is written. */
@RestController
class LabController {

	static final String PATH = "/api/onerow/v1/lab";

	private static final Set<String> MEMBERS = Set.of("scope", "policy", "since", "bodies");

	private static final int TIME_MAX = 40;

	private static final int MOST_BODIES = 10_000;

	/** Of those that differ so many are in an answer that is one JSON. */
	private static final int MOST_ITEMS = 1_000;

	private static final String LINES = "application/x-ndjson";

	private final MatchLab lab;

	private final KnownScopes scopes;

	private final JsonMapper json;

	private final LabTurn turn;

	LabController(MatchLab lab, LabTurn turn, KnownScopes scopes, JsonMapper json) {
		this.lab = lab;
		this.turn = turn;
		this.scopes = scopes;
		this.json = json;
	}

	/** One answer, or, as lines, each decision that differs, and then the counts. */
	@PostMapping(PATH)
	@Nullable Answer replay(TenantId tenant, @RequestBody JsonNode body,
			@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept, HttpServletResponse response)
			throws IOException {
		Members members = Members.of(body).refuseOthers(MEMBERS).require("scope", "policy");
		Change<PolicyScope> scope = KnownScopes.sent(members);
		Change<Policy> policy = members.oneOf("policy", PolicyHeader.POLICIES);
		Instant since = members.parsed("since", TIME_MAX, Formats::time).applyTo(null);
		List<JsonNode> bodies = bodies(members);
		members.verify();
		PolicyScope known = this.scopes.get(tenant, Objects.requireNonNull(scope.applyTo(null)));
		Policy tried = Objects.requireNonNull(policy.applyTo(null));
		LabResult result = this.turn.take(() -> (bodies != null) ? this.lab.replay(tenant, known, tried, bodies)
				: this.lab.replay(tenant, known, tried, since));
		if (accept.toLowerCase(Locale.ROOT).contains(LINES)) {
			write(result, response);
			return null;
		}
		return Answer.of(result, MOST_ITEMS);
	}

	private static @Nullable List<JsonNode> bodies(Members members) {
		JsonNode sent = members.sent("bodies");
		if (sent == null) {
			return null;
		}
		if (!sent.isArray() || sent.size() > MOST_BODIES) {
			members.fault("bodies", "must be a list of " + MOST_BODIES + " objects at most");
			return null;
		}
		List<JsonNode> bodies = sent.valueStream().toList();
		for (int line = 0; line < bodies.size(); line++) {
			if (!bodies.get(line).isObject()) {
				throw new InvalidBody(List.of(new Fault("/bodies/" + line, "must be an object")));
			}
			refuseOthers(bodies.get(line), "/bodies/" + line + "/");
		}
		return bodies;
	}

	/** What it is found by is text. */
	private static void refuseOthers(JsonNode body, String place) {
		for (String name : ContactChanges.FIELDS) {
			JsonNode value = body.path(name);
			if (!value.isString() && !value.isNull() && !value.isMissingNode()) {
				throw new InvalidBody(List.of(new Fault(place + name, "must be a string")));
			}
		}
	}

	private void write(LabResult result, HttpServletResponse response) throws IOException {
		response.setContentType(LINES);
		OutputStream lines = response.getOutputStream();
		for (LabResult.Difference difference : result.differences()) {
			lines.write(this.json.writeValueAsBytes(Item.of(difference)));
			lines.write('\n');
		}
		lines.write(this.json.writeValueAsBytes(Answer.of(result, 0)));
		lines.write('\n');
	}

	/** The counts, and the first that differ. */
	record Answer(String policy, long decisions, long byKey, long unlike, long differ, Map<String, Long> changes,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Item> items) {

		static Answer of(LabResult result, int most) {
			return new Answer(result.policy(), result.decisions(), result.byKey(), result.unlike(), result.differ(),
					result.changes(), result.differences().stream().limit(most).map(Item::of).toList());
		}

	}

	/** A decision that differs, of an entry of the history, or of a body by its place. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Item(@Nullable String historyId, @Nullable Integer body, @Nullable Instant at, @Nullable String match,
			boolean unlike, Told was, Told would) {

		static Item of(LabResult.Difference difference) {
			Function<UUID, @Nullable String> id = (difference.line() != null)
					? (created) -> Long.toString(created.getLeastSignificantBits()) : UUID::toString;
			return new Item((difference.entry() != null) ? difference.entry().toString() : null, difference.line(),
					difference.at(), difference.match(), difference.unlike(), Told.of(difference.was(), id),
					Told.of(difference.would(), id));
		}

	}

	/** A decision, and why: as an explanation tells it. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Told(String decision, @Nullable String matched, @Nullable String rule,
			List<ExplainResponse.Looked> candidates) {

		static Told of(LabResult.Decision decision, Function<UUID, @Nullable String> id) {
			Explanation<UUID> why = decision.why();
			return new Told(decision.decision(), (decision.matched() != null) ? id.apply(decision.matched()) : null,
					(why.rule() != null) ? why.rule().word() : null,
					why.judged().stream().map((one) -> ExplainResponse.Looked.of(one, id)).toList());
		}

	}

}
