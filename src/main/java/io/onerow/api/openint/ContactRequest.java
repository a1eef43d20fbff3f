package io.onerow.api.openint;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.onerow.api.SourceTimes;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.SentContact;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

/** What a client sends of a contact. Members that are not known here are ignored. */
final class ContactRequest {

	private static final int EMAIL_MAX = 254;

	private static final Map<String, String> KEYS = Map.of("email", "email");

	private ContactRequest() {
	}

	/** For an upsert. */
	static SentContact upsert(JsonNode json) {
		Members body = Members.of(json);
		UpsertOn<String> on = UpsertOn.in(body, KEYS, EMAIL_MAX, Formats::email);
		ContactChanges changes = read(body);
		return SentContact.byAddresses(on.values(), changes);
	}

	/** For a create, and for a change by id. */
	static ContactChanges record(JsonNode json) {
		return read(Members.of(json));
	}

	private static ContactChanges read(Members body) {
		SentRecord record = SentRecord.in(body);
		Change<String> email = record.members().parsed("email", EMAIL_MAX, Formats::email);
		record.name("first_name").name("last_name").text("phone");
		Instant told = SourceTimes.in(record.members());
		return ContactChanges.ofCard(email, Change.keep(), record.verified(), List.of(), null).told(told);
	}

}
