package io.onerow.api.billabex;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.json.Members;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where the invoices of an account go, as answered; a part that is not known is null. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record BillingAddress(@Nullable String street, @Nullable String city, @Nullable String postalCode,
		@Nullable String stateOrProvince, @Nullable String country) {

	private static final List<String> PARTS = List.of("street", "city", "postalCode", "stateOrProvince", "country");

	private static final int MAX = 200;

	/** The parts that were sent; one that is to be cleared is null. */
	static Change<ObjectNode> read(Change<Members> sent, boolean nullClears) {
		Change<ObjectNode> parts = sent.map((members) -> parts(members, nullClears));
		if (parts instanceof Change.Set<ObjectNode> set && set.value().isEmpty()) {
			return Change.keep();
		}
		return nullClears ? parts : parts.unlessCleared();
	}

	private static ObjectNode parts(Members members, boolean nullClears) {
		ObjectNode parts = JsonNodeFactory.instance.objectNode();
		for (String part : PARTS) {
			Change<String> sent = members.text(part, MAX);
			if (sent instanceof Change.Set<String> || (nullClears && sent instanceof Change.Clear<String>)) {
				parts.put(part, sent.applyTo(null));
			}
		}
		return parts;
	}

	/** As stored; null if there is nothing of it. */
	static @Nullable BillingAddress of(@Nullable JsonNode stored) {
		return (stored == null || stored.isEmpty()) ? null
				: new BillingAddress(text(stored, "street"), text(stored, "city"), text(stored, "postalCode"),
						text(stored, "stateOrProvince"), text(stored, "country"));
	}

	private static @Nullable String text(JsonNode stored, String part) {
		JsonNode value = stored.get(part);
		return (value != null) ? value.asString() : null;
	}

}
