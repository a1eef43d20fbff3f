package io.onerow.api.onerow.admin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

/** Reads the members that several kinds of things have in common. */
final class AdminBody {

	static final String SCOPES = "scopes";

	private static final int MOST_SCOPES = 50;

	private static final int LONGEST_SCOPE = 100;

	private AdminBody() {
	}

	static Members of(JsonNode body, Set<String> known) {
		return Members.of(body).refuseOthers(known);
	}

	/** Some of the scopes that there are. */
	static Change<Set<String>> scopes(Members sent, Set<String> known) {
		sent.refuseNull(SCOPES);
		Change<List<String>> scopes = sent.parsedTexts(SCOPES, MOST_SCOPES, LONGEST_SCOPE, (text) -> {
			if (!known.contains(text)) {
				throw new Unfit("must be one of " + String.join(", ", known));
			}
			return text;
		});
		if (scopes instanceof Change.Set<List<String>> some && some.value().isEmpty()
				&& Objects.requireNonNull(sent.sent(SCOPES)).isEmpty()) {
			sent.fault(SCOPES, "must not be empty");
		}
		return scopes.map(LinkedHashSet::new);
	}

}
