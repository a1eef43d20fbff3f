package io.onerow.api.billabex;

import java.time.Instant;
import java.util.List;

import io.onerow.api.SourceTimes;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.contact.ContactChanges;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

/** What a client sends of a contact. Other members are ignored. */
record ContactRequest(Change<String> fullName, Change<String> email, Change<String> language) {

	/** What a new contact cannot do without. */
	private static final List<String> REQUIRED = List.of("fullName", "language");

	private static final int NAME_MAX = 200;

	private static final int EMAIL_MAX = 254;

	private static final int LANGUAGE_MAX = 100;

	/** For an upsert and a create: what is null or blank is not said. */
	static ContactChanges create(JsonNode body) {
		Members members = Members.of(body);
		ContactChanges changes = create(members);
		members.verify();
		return changes;
	}

	/** The same for one that is a part of a larger body. */
	static ContactChanges create(Members members) {
		ContactRequest request = read(members.withoutBlanks());
		return ContactChanges
			.ofPerson(request.fullName.unlessCleared(), request.email.unlessCleared(), request.language.unlessCleared(),
					REQUIRED)
			.told(SourceTimes.in(members));
	}

	/** For a change by id: null clears the email, and is refused elsewhere. */
	static ContactChanges patch(JsonNode body) {
		Members members = Members.of(body);
		ContactRequest request = read(members);
		Instant told = SourceTimes.in(members);
		members.refuseNull("fullName", "language").verify();
		return ContactChanges.ofPerson(request.fullName, request.email, request.language, List.of()).told(told);
	}

	private static ContactRequest read(Members members) {
		return new ContactRequest(members.filledName("fullName", NAME_MAX),
				members.parsed("email", EMAIL_MAX, Formats::email),
				members.parsed("language", LANGUAGE_MAX, Formats::language));
	}

}
