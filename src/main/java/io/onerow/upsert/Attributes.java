package io.onerow.upsert;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.function.UnaryOperator;

import io.onerow.matching.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.unit.DataSize;

/**
 * The members of a record that no rule looks at, by name, stored together as JSON. An
 * attribute is never null, and is never changed in place. For one thread.
 */
public final class Attributes {

	/** Of nothing. */
	public static final Attributes NONE = of(JsonNodeFactory.instance.objectNode());

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Comparator<JsonNode> BY_VALUE = byValue(Text::trimmed);

	/** Within what was kept as received, nobody has made the white space one. */
	private static final Comparator<JsonNode> WITHIN = byValue(Text::singleSpaced);

	/** As stored, which takes much less memory than its members. */
	private final String stored;

	private @Nullable ObjectNode members;

	private Attributes(String stored, @Nullable ObjectNode members) {
		this.stored = stored;
		this.members = members;
	}

	/**
	 * What {@link #json} wrote. It is read when a member is asked for, which throws
	 * {@link UnreadableStore} if it is no such thing.
	 */
	public static Attributes parse(String json) {
		return new Attributes(json, null);
	}

	static Attributes of(ObjectNode members) {
		return new Attributes("", members);
	}

	private ObjectNode members() {
		ObjectNode known = this.members;
		if (known == null) {
			known = read(this.stored);
			this.members = known;
		}
		return known;
	}

	private static ObjectNode read(String json) {
		try {
			if (JSON.readTree(json) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (JacksonException | NumberFormatException ex) {
			// told of below, as it may quote the value
		}
		throw new UnreadableStore("attributes");
	}

	/** The database keeps the value of a number, not its spelling. */
	private static Comparator<JsonNode> byValue(UnaryOperator<String> seen) {
		return (one, other) -> {
			if (one.isNumber() && other.isNumber()) {
				return one.decimalValue().compareTo(other.decimalValue());
			}
			boolean same = (one.isString() && other.isString())
					? seen.apply(one.stringValue()).equals(seen.apply(other.stringValue())) : one.equals(other);
			return same ? 0 : 1;
		};
	}

	/** The attribute, or null if there is none of that name. */
	public @Nullable JsonNode get(String name) {
		return members().get(name);
	}

	/** The text of a string attribute, or null if there is none of that name. */
	public @Nullable String text(String name) {
		JsonNode value = get(name);
		return (value != null) ? value.asString() : null;
	}

	/**
	 * All of them, to be stored.
	 * @throws RecordTooLarge if that is more than so many bytes
	 */
	public String json(DataSize max) {
		String json = JSON.writeValueAsString(members());
		// a code unit takes three bytes at most
		if (json.length() > max.toBytes() / 3 && json.getBytes(StandardCharsets.UTF_8).length > max.toBytes()) {
			throw new RecordTooLarge(largest(), max.toBytes());
		}
		return json;
	}

	private String largest() {
		return Collections.max(members().propertyNames(),
				Comparator.comparingInt((name) -> members().get(name).toString().length()));
	}

	/** Whether they differ in nothing but what nobody sees: white space. */
	public boolean isSameAs(Attributes other) {
		ObjectNode these = members();
		ObjectNode those = other.members();
		return these.size() == those.size() && these.properties().stream().allMatch((member) -> {
			JsonNode value = those.get(member.getKey());
			return value != null && member.getValue().equals(value.isContainer() ? WITHIN : BY_VALUE, value);
		});
	}

	ObjectNode copy() {
		return JsonNodeFactory.instance.objectNode().setAll(members());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Attributes attributes && isSameAs(attributes);
	}

	@Override
	public int hashCode() {
		return members().size();
	}

	// the values are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "Attributes" + members().propertyNames();
	}

}
