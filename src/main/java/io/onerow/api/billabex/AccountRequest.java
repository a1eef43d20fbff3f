package io.onerow.api.billabex;

import io.onerow.account.AccountChanges;
import io.onerow.account.AccountSource;
import io.onerow.api.json.Members;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

/** What a client sends of an account. Other members are ignored. */
final class AccountRequest {

	private static final int NAME_MAX = 200;

	private static final int CONNECTION_MAX = 100;

	private static final int SOURCE_MAX = 200;

	private AccountRequest() {
	}

	/** For a create: the name is required. */
	static AccountChanges create(JsonNode body) {
		return read(Members.of(body).require("fullName"));
	}

	/** For a change: null clears the source, and is refused for the name. */
	static AccountChanges patch(JsonNode body) {
		return read(Members.of(body).refuseNull("fullName"));
	}

	private static AccountChanges read(Members members) {
		Change<String> name = members.filledName("fullName", NAME_MAX);
		Change<AccountSource> source = source(members.object("source"));
		members.verify();
		return AccountChanges.ofName(name, source);
	}

	private static Change<AccountSource> source(Change<Members> sent) {
		if (!(sent instanceof Change.Set<Members> object)) {
			return (sent instanceof Change.Clear<Members>) ? Change.clear() : Change.keep();
		}
		Members members = object.value().require("connectionId", "sourceId");
		Change<String> connection = members.filled("connectionId", CONNECTION_MAX);
		Change<String> source = members.filled("sourceId", SOURCE_MAX);
		return (connection instanceof Change.Set<String> c && source instanceof Change.Set<String> s)
				? Change.set(new AccountSource(c.value(), s.value())) : Change.keep();
	}

}
