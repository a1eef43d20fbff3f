package io.onerow.api.sam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.onerow.api.SourceTimes;
import io.onerow.api.json.Faults;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.contact.ContactChanges;
import io.onerow.contact.SentContact;
import io.onerow.upsert.AttributesPatch;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contacts as a client sends them. Null, blank and absent keep what is stored; what
 * {@code fieldsToNull} names is cleared. Other members are ignored.
 */
final class ContactRequest {

	private static final int MAX = 1_000;

	private static final int NAME_MAX = 100;

	private static final String CLEARED = "fieldsToNull";

	private static final Set<String> CLEARABLE = Member.ALL.stream()
		.map(Member::name)
		.filter((name) -> !name.equals(Member.NUMBER) && !name.equals(Member.EXTERNAL_ID)
				&& !Member.REQUIRED.contains(name))
		.collect(Collectors.toUnmodifiableSet());

	private final Members members;

	private final Map<String, Change<JsonNode>> changes = new HashMap<>();

	private ContactRequest(Members sent) {
		this.members = sent.withoutBlanks();
		Member.ALL.forEach((member) -> this.changes.put(member.name(), member.read(this.members)));
		if (this.members.texts(CLEARED, Member.ALL.size(), NAME_MAX) instanceof Change.Set<List<String>> cleared) {
			cleared.value().forEach(this::clear);
		}
	}

	/**
	 * The contacts of a whole body, in their order.
	 * @param author who sends them
	 * @throws io.onerow.api.json.InvalidBody if it is no array of contacts, or has a
	 * value of a wrong type in any
	 */
	static List<SentItem> read(JsonNode body, String author) {
		Faults faults = new Faults();
		List<SentItem> items = new ArrayList<>();
		for (Members members : Members.listOf(body, MAX, faults)) {
			items.add(new ContactRequest(members).item(author));
		}
		faults.verify();
		return items;
	}

	/**
	 * One contact.
	 * @throws io.onerow.api.json.InvalidBody if it is not taken for any reason
	 */
	static SentContact one(ObjectNode body, String author) {
		SentItem item = read(JsonNodeFactory.instance.arrayNode().add(body), author).get(0);
		return item.taken().orElseThrow(() -> new InvalidBody(item.faults()));
	}

	private void clear(String name) {
		if (!CLEARABLE.contains(name)) {
			this.members.fault(CLEARED, "must only name members that can be null");
		}
		else if (this.changes.put(name, Change.clear()) instanceof Change.Set<JsonNode>) {
			this.members.fault(name, "must not have a value and be in " + CLEARED);
		}
	}

	private SentItem item(String author) {
		JsonNode number = value(Member.NUMBER);
		JsonNode externalId = value(Member.EXTERNAL_ID);
		if (isAbsent(Member.NUMBER) && isAbsent(Member.EXTERNAL_ID)) {
			this.members.fault("must have an externalId or a contactId");
		}
		ContactChanges changes = ContactChanges
			.ofCard(text(Member.EMAIL), text(Member.EXTERNAL_ID), attributes(), Member.REQUIRED, author)
			.told(SourceTimes.in(this.members));
		JsonNode recordId = (externalId != null) ? externalId : number;
		return new SentItem((recordId != null) ? recordId.asString() : null, contact(number, externalId, changes),
				this.members.faults());
	}

	private static @Nullable SentContact contact(@Nullable JsonNode number, @Nullable JsonNode externalId,
			ContactChanges changes) {
		if (number != null) {
			return SentContact.byNumber(number.longValue(), changes);
		}
		return (externalId != null) ? SentContact.byExternalIdOrAddress(externalId.stringValue(), changes) : null;
	}

	private boolean isAbsent(String name) {
		JsonNode sent = this.members.sent(name);
		return sent == null || sent.isNull();
	}

	private AttributesPatch attributes() {
		Map<String, Change<JsonNode>> attributes = new HashMap<>();
		for (Member member : Member.ALL) {
			if (!member.column()) {
				attributes.put(member.name(), change(member.name()));
			}
		}
		return AttributesPatch.of(attributes);
	}

	private Change<JsonNode> change(String name) {
		return this.changes.getOrDefault(name, Change.keep());
	}

	private @Nullable JsonNode value(String name) {
		return change(name).applyTo(null);
	}

	private Change<String> text(String name) {
		Change<JsonNode> change = change(name);
		if (change instanceof Change.Set<JsonNode> set) {
			return Change.set(set.value().stringValue());
		}
		return (change instanceof Change.Clear<JsonNode>) ? Change.clear() : Change.keep();
	}

}
