package io.onerow.api.billabex;

import io.onerow.api.Formats;
import io.onerow.api.Members;
import io.onerow.contact.ContactPatch;
import io.onerow.contact.ContactUpsert;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

/** What a client sends of a contact. Other members are ignored. */
record ContactRequest(Change<String> fullName, Change<String> email, Change<String> language) {

	private static final int NAME_MAX = 200;

	private static final int EMAIL_MAX = 254;

	private static final int LANGUAGE_MAX = 20;

	/** For an upsert and a create: null is the same as absent. */
	static ContactUpsert upsert(JsonNode body) {
		Members members = Members.of(body);
		ContactRequest request = read(members);
		members.verify();
		return new ContactUpsert(request.fullName.applyTo(null), request.email.applyTo(null),
				request.language.applyTo(null));
	}

	/** For a change by id: null clears the email, and is refused elsewhere. */
	static ContactPatch patch(JsonNode body) {
		Members members = Members.of(body);
		ContactRequest request = read(members);
		members.refuseNull("fullName", "language").verify();
		return new ContactPatch(request.fullName, request.email, request.language);
	}

	private static ContactRequest read(Members members) {
		return new ContactRequest(members.filled("fullName", NAME_MAX),
				members.parsed("email", EMAIL_MAX, Formats::email),
				members.parsed("language", LANGUAGE_MAX, Formats::language));
	}

}
