package io.onerow.upsert;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes to attributes.
 *
 * @param replaced attributes that take the whole new value, a list too
 * @param merged attributes that are objects, into whose members those of the new value go
 * one by one; a member that is null is removed
 */
public record AttributesPatch(Map<String, Change<JsonNode>> replaced, Map<String, Change<ObjectNode>> merged) {

	/** Changes nothing. */
	public static final AttributesPatch NONE = new AttributesPatch(Map.of(), Map.of());

	public AttributesPatch {
		replaced = Map.copyOf(replaced);
		merged = Map.copyOf(merged);
	}

	/** Changes of attributes each of which takes the whole new value. */
	public static AttributesPatch of(Map<String, Change<JsonNode>> replaced) {
		return new AttributesPatch(replaced, Map.of());
	}

	/** Whether it names no attribute. */
	public boolean isEmpty() {
		return this.replaced.isEmpty() && this.merged.isEmpty();
	}

	/** Whether each that it names takes a whole new value. */
	public boolean isWhole() {
		return this.merged.isEmpty()
				&& this.replaced.values().stream().allMatch((change) -> change instanceof Change.Set<JsonNode>);
	}

	public Attributes applyTo(Attributes stored) {
		if (isEmpty()) {
			return stored;
		}
		ObjectNode members = stored.copy();
		this.replaced.forEach((name, change) -> apply(name, change, members));
		this.merged.forEach((name, change) -> {
			if (change instanceof Change.Set<ObjectNode> added) {
				members.set(name, merge(members.get(name), added.value()));
			}
			else {
				apply(name, change, members);
			}
		});
		return Attributes.of(members);
	}

	private static void apply(String name, Change<? extends JsonNode> change, ObjectNode members) {
		if (change instanceof Change.Set<? extends JsonNode> value) {
			members.set(name, value.value());
		}
		else if (change instanceof Change.Clear<? extends JsonNode>) {
			members.remove(name);
		}
	}

	private static ObjectNode merge(@Nullable JsonNode stored, ObjectNode added) {
		ObjectNode merged = JsonNodeFactory.instance.objectNode();
		if (stored instanceof ObjectNode object) {
			merged.setAll(object);
		}
		added.forEachEntry((name, value) -> {
			if (value.isNull()) {
				merged.remove(name);
			}
			else {
				merged.set(name, value);
			}
		});
		return merged;
	}

}
