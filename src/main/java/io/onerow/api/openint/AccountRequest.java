package io.onerow.api.openint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.onerow.account.AccountChanges;
import io.onerow.account.SentAccount;
import io.onerow.api.SourceTimes;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.matching.WebsiteKey;
import io.onerow.tenant.Connection;
import io.onerow.tenant.Provider;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client sends of an account. Members that are not known here are ignored. */
final class AccountRequest {

	private static final int DESCRIPTION_MAX = 65_536;

	private static final int WEBSITE_MAX = 2_000;

	private static final int TEXT_MAX = 1_000;

	private static final int ITEMS_MAX = 1_000;

	private static final Map<String, By> KEYS = keys();

	private static final Map<String, JsonNode> ADDRESS_TYPES = words("primary", "mailing", "other", "billing",
			"shipping");

	private static final Map<String, JsonNode> PHONE_TYPES = words("primary", "mobile", "fax", "other");

	private static final Map<String, JsonNode> STAGES = words("subscriber", "lead", "marketingqualifiedlead",
			"salesqualifiedlead", "opportunity", "customer", "evangelist", "other");

	private AccountRequest() {
	}

	/** For an upsert. */
	static SentAccount upsert(Connection connection, JsonNode json) {
		Members body = Members.of(json);
		UpsertOn<By> on = UpsertOn.in(body, KEYS, WEBSITE_MAX, AccountRequest::website);
		if (on.sentKey() instanceof Change.Set<By> key && !key.value().isTakenBy(connection.provider())) {
			on.refuseKey(body, "must be website on this connection");
		}
		AccountChanges changes = read(body);
		return (on.key() == By.DOMAIN) ? SentAccount.byDomains(on.values(), changes)
				: SentAccount.byWebsites(on.values(), changes);
	}

	/** For a create, and for a change by id. */
	static AccountChanges record(JsonNode json) {
		return read(Members.of(json));
	}

	private static AccountChanges read(Members body) {
		SentRecord record = SentRecord.in(body);
		Members members = record.members();
		Change<String> name = members.name("name", TEXT_MAX);
		Change<String> website = members.text("website", WEBSITE_MAX);
		record.text("description", DESCRIPTION_MAX)
			.text("industry")
			.text("owner_id")
			.attribute("number_of_employees", members.decimal("number_of_employees")
				.map((number) -> JsonNodeFactory.instance.numberNode(number.scale() < 0 ? number.setScale(0) : number)))
			.attribute("lifecycle_stage", members.oneOf("lifecycle_stage", STAGES))
			.attribute("addresses", items(members, "addresses", AccountRequest::address))
			.attribute("phone_numbers", items(members, "phone_numbers", AccountRequest::phone));
		Instant told = SourceTimes.in(members);
		return AccountChanges.ofCard(name, website, record.verified()).told(told);
	}

	private static Change<JsonNode> items(Members members, String name, BiConsumer<Members, ObjectNode> item) {
		return members.list(name, ITEMS_MAX).map((sent) -> {
			ArrayNode items = JsonNodeFactory.instance.arrayNode();
			sent.forEach((one) -> item.accept(one, items.addObject()));
			return items;
		});
	}

	private static void address(Members sent, ObjectNode address) {
		address.set("address_type", sent.oneOf("address_type", ADDRESS_TYPES).applyTo(null));
		for (String name : List.of("city", "country", "postal_code", "state", "street_1", "street_2")) {
			address.put(name, sent.text(name, TEXT_MAX).applyTo(null));
		}
	}

	private static void phone(Members sent, ObjectNode phone) {
		phone.put("phone_number", sent.text("phone_number", TEXT_MAX).applyTo(null));
		phone.set("phone_number_type", sent.oneOf("phone_number_type", PHONE_TYPES).applyTo(null));
	}

	private static String website(String text) throws Unfit {
		if (WebsiteKey.of(text).isEmpty()) {
			throw new Unfit("must be a website or a domain");
		}
		return text;
	}

	private static Map<String, By> keys() {
		Map<String, By> keys = new LinkedHashMap<>();
		keys.put("domain", By.DOMAIN);
		keys.put("website", By.WEBSITE);
		return keys;
	}

	private static Map<String, JsonNode> words(String... words) {
		Map<String, JsonNode> nodes = new LinkedHashMap<>();
		for (String word : words) {
			nodes.put(word, JsonNodeFactory.instance.stringNode(word));
		}
		return nodes;
	}

	/** What of an account is compared. */
	private enum By {

		DOMAIN, WEBSITE;

		/** Whether accounts of that kind of system can be matched by this. */
		boolean isTakenBy(Provider provider) {
			return this == WEBSITE || provider != Provider.SALESFORCE;
		}

	}

}
