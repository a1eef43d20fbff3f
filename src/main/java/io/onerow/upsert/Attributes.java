package io.onerow.upsert;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a record that no rule looks at, by name, stored together as JSON. An
 * attribute is never null, and is never changed in place.
 */
public final class Attributes {

	/** Of nothing. */
	public static final Attributes NONE = new Attributes(JsonNodeFactory.instance.objectNode());

	private static final String EMPTY = "{}";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** The database keeps the value of a number, not its spelling. */
	private static final Comparator<JsonNode> BY_VALUE = (one, other) -> (one.isNumber() && other.isNumber())
			? one.decimalValue().compareTo(other.decimalValue()) : (one.equals(other) ? 0 : 1);

	private final ObjectNode members;

	private Attributes(ObjectNode members) {
		this.members = members;
	}

	/** Reads what {@link #json()} wrote. */
	public static Attributes parse(String json) {
		return json.equals(EMPTY) ? NONE : new Attributes((ObjectNode) JSON.readTree(json));
	}

	static Attributes of(ObjectNode members) {
		return new Attributes(members);
	}

	/** The attribute, or null if there is none of that name. */
	public @Nullable JsonNode get(String name) {
		return this.members.get(name);
	}

	/** The text of a string attribute, or null if there is none of that name. */
	public @Nullable String text(String name) {
		JsonNode value = get(name);
		return (value != null) ? value.asString() : null;
	}

	public String json() {
		return JSON.writeValueAsString(this.members);
	}

	/** Whether the database would tell the two apart. */
	public boolean isSameAs(Attributes other) {
		return this.members.equals(BY_VALUE, other.members);
	}

	ObjectNode copy() {
		return JsonNodeFactory.instance.objectNode().setAll(this.members);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Attributes attributes && isSameAs(attributes);
	}

	@Override
	public int hashCode() {
		return this.members.size();
	}

	// the values are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Attributes" + this.members.propertyNames();
	}

}
