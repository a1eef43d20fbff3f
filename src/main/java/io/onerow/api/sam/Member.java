package io.onerow.api.sam;

import java.util.List;
import java.util.function.Function;

import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A member of ContactJSON and how it is read; null and blank are the same as absent.
 *
 * @param column whether it is kept apart from the attributes, because a rule needs it
 */
record Member(String name, boolean column, Function<Members, Change<JsonNode>> reading) {

	static final String NUMBER = "contactId";

	static final String EXTERNAL_ID = "externalId";

	static final String EMAIL = "email1";

	static final String CREATED = "contactCreated";

	static final String CREATED_BY = "contactCreatedBy";

	static final String MODIFIED = "contactModified";

	static final String MODIFIED_BY = "contactModifiedBy";

	/** Without these no contact is created. */
	static final List<String> REQUIRED = List.of("firstname", "lastname");

	/** All of them, in the order of the vendor's document. */
	static final List<Member> ALL = List.of(whole(NUMBER, 1).asColumn(), country("countryCode"),
			country("otherCountryCode"), id(EXTERNAL_ID, 50).asColumn(), text("contactType", 50), text("title", 50),
			name("firstname", 50), name("lastname", 50), text("mobile", 20), text("phone", 20), text("otherPhone", 20),
			text("department", 50), text("contactProfession", 50), text("contactSpecialty", 50),
			text("contactCategory", 50), email(EMAIL).asColumn(), email("email2"), text("company", 50),
			text("workAddress1", 255), text("workAddress2", 255), text("workAddress3", 255), text("city", 50),
			text("state", 50), text("postCode", 50), text("ownedBy", 50), text("notes", 255), text("facebookId", 100),
			text("dateOfBirth", 20), text("webPage", 255), text("otherAddress1", 255), text("otherAddress2", 255),
			text("otherAddress3", 255), text("otherCity", 50), text("otherState", 50), text("otherPostcode", 50),
			text("faxNumber", 50), text("twitterId", 100), whole(CREATED, 0), text(CREATED_BY, 100), whole(MODIFIED, 0),
			text(MODIFIED_BY, 100));

	Change<JsonNode> read(Members members) {
		return this.reading.apply(members);
	}

	private Member asColumn() {
		return new Member(this.name, true, this.reading);
	}

	private static Member text(String name, int max) {
		return strings(name, (members) -> members.text(name, max));
	}

	/** What another system counts by; as a number it is its text. */
	private static Member id(String name, int max) {
		return strings(name, (members) -> members.textOrWhole(name, max));
	}

	private static Member name(String name, int max) {
		return strings(name, (members) -> members.filledName(name, max));
	}

	private static Member email(String name) {
		return strings(name, (members) -> members.parsed(name, 254, Formats::email));
	}

	private static Member country(String name) {
		return strings(name, (members) -> members.parsed(name, 2, Formats::country));
	}

	private static Member strings(String name, Function<Members, Change<String>> reading) {
		return new Member(name, false, (members) -> json(reading.apply(members), JsonNodeFactory.instance::stringNode));
	}

	private static Member whole(String name, long min) {
		return new Member(name, false,
				(members) -> json(members.whole(name, min, Long.MAX_VALUE), JsonNodeFactory.instance::numberNode));
	}

	private static <T> Change<JsonNode> json(Change<T> sent, Function<T, ? extends JsonNode> node) {
		return (sent instanceof Change.Set<T> set) ? Change.set(node.apply(set.value())) : Change.keep();
	}

}
