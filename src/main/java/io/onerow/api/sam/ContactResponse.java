package io.onerow.api.sam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.onerow.contact.Contact;
import org.jspecify.annotations.Nullable;

/** A contact on the wire: all members, always there. */
final class ContactResponse {

	private ContactResponse() {
	}

	static Map<String, @Nullable Object> of(Contact contact) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (Member member : Member.ALL) {
			members.put(member.name(), contact.attributes().get(member.name()));
		}
		members.put(Member.NUMBER, contact.number());
		members.put(Member.EXTERNAL_ID, contact.externalId());
		members.put(Member.EMAIL, contact.email());
		// what the source said of its own record goes before what is known of this one
		members.computeIfAbsent(Member.CREATED, (name) -> millis(contact.createdAt()));
		members.computeIfAbsent(Member.CREATED_BY, (name) -> contact.createdBy());
		members.computeIfAbsent(Member.MODIFIED, (name) -> millis(contact.updatedAt()));
		members.computeIfAbsent(Member.MODIFIED_BY, (name) -> contact.modifiedBy());
		return members;
	}

	private static Object millis(Instant time) {
		return time.toEpochMilli();
	}

}
