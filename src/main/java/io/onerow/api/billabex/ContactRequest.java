package io.onerow.api.billabex;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.onerow.api.SourceTimes;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.PersonFacts;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a client sends of a contact. Other members are ignored.
 *
 * @param more what a person may be told from another of the same name by
 */
record ContactRequest(Change<String> fullName, Change<String> email, Change<String> language, Change<String> externalId,
		Map<String, Change<JsonNode>> more) {

	/** What a new contact cannot do without. */
	private static final List<String> REQUIRED = List.of("fullName", "language");

	private static final int NAME_MAX = 200;

	private static final int EMAIL_MAX = 254;

	private static final int LANGUAGE_MAX = 100;

	private static final int EXTERNAL_ID_MAX = 200;

	private static final int PHONE_MAX = 50;

	private static final int DATE_MAX = 10;

	/** Digits, and what people put between and behind them. */
	private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()/.\u2010-\u2013-]*(?:(?:x|ext\\.?) ?[0-9]{1,7})?");

	private static final int LEAST_DIGITS = 3;

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
		Map<String, Change<JsonNode>> more = new HashMap<>(request.more);
		more.values().removeIf((change) -> !(change instanceof Change.Set<JsonNode>));
		return ContactChanges
			.ofPerson(request.fullName.unlessCleared(), request.email.unlessCleared(), request.language.unlessCleared(),
					REQUIRED)
			.with(request.externalId.unlessCleared(), AttributesPatch.of(more))
			.told(SourceTimes.in(members));
	}

	/** For a change by id: null clears, and is refused for what is required. */
	static ContactChanges patch(JsonNode body) {
		Members members = Members.of(body);
		ContactRequest request = read(members);
		Instant told = SourceTimes.in(members);
		members.refuseNull("fullName", "language").verify();
		return ContactChanges.ofPerson(request.fullName, request.email, request.language, List.of())
			.with(request.externalId, AttributesPatch.of(request.more))
			.told(told);
	}

	private static ContactRequest read(Members members) {
		return new ContactRequest(members.filledName("fullName", NAME_MAX),
				members.parsed("email", EMAIL_MAX, Formats::email),
				members.parsed("language", LANGUAGE_MAX, Formats::language),
				members.filled("externalId", EXTERNAL_ID_MAX), more(members));
	}

	/** Those that were sent, which for most clients are none. */
	private static Map<String, Change<JsonNode>> more(Members members) {
		Map<String, Change<JsonNode>> more = new HashMap<>();
		more.put(PersonFacts.PHONE, text(members.parsed(PersonFacts.PHONE, PHONE_MAX, ContactRequest::phone)));
		more.put(PersonFacts.BIRTH_DATE, text(members.parsed(PersonFacts.BIRTH_DATE, DATE_MAX, Formats::date)));
		more.put(PersonFacts.ADDRESS, address(members.object(PersonFacts.ADDRESS)));
		more.values().removeIf((change) -> change instanceof Change.Keep<JsonNode>);
		return more;
	}

	private static Change<JsonNode> text(Change<String> sent) {
		return sent.map(JsonNodeFactory.instance::stringNode);
	}

	/**
	 * The whole address takes the place of what was: of two halves none would be made.
	 */
	private static Change<JsonNode> address(Change<Members> sent) {
		return (sent instanceof Change.Clear<Members>) ? Change.clear()
				: BillingAddress.read(sent, false).map((parts) -> parts);
	}

	private static String phone(String text) throws Unfit {
		boolean fits = PHONE.matcher(text).matches()
				&& text.chars().filter((sign) -> sign >= '0' && sign <= '9').count() >= LEAST_DIGITS;
		if (!fits) {
			throw new Unfit("must be a phone number");
		}
		return text;
	}

}
