package io.onerow.api.onerow.admin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Rejected;
import io.onerow.api.json.Fault;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Reads the members that several kinds of things have in common. */
final class AdminBody {

	static final String SCOPES = "scopes";

	private static final int MOST_SCOPES = 50;

	private static final int LONGEST_SCOPE = 100;

	private static final int LONGEST_ID = 100;

	private AdminBody() {
	}

	static Members of(JsonNode body, Set<String> known) {
		return Members.of(body).refuseOthers(known);
	}

	/** The id of a client that is to be. */
	static Change<String> clientId(Members sent, String name) {
		return sent.parsed(name, LONGEST_ID, (text) -> {
			if (!OAuthClients.isId(text) || text.startsWith(OAuthClients.REGISTERED)) {
				throw new Unfit("must be letters, digits, ., _ and -, begin with a letter or digit, and not with "
						+ OAuthClients.REGISTERED);
			}
			return text;
		});
	}

	/** What is asked for is somebody's already. */
	static Rejected taken(String name, String detail) {
		Fault fault = new Fault("/" + name, detail);
		return new Rejected(new Failure(HttpStatus.CONFLICT, fault.toString(), List.of(fault), new HttpHeaders()));
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
