package io.onerow.undo;

import java.util.Collection;

import io.onerow.matching.KeyVersion;
import io.onerow.matching.NameSearch;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The keys that come back with a write that is undone, as its function takes them. */
public final class ReturningKeys {

	private final ObjectNode members = JsonNodeFactory.instance.objectNode();

	ReturningKeys() {
		this.members.put("keyVersion", KeyVersion.CURRENT);
	}

	/** The locks of all of them. */
	public ReturningKeys locks(KeyLocks locks) {
		if (!locks.areNone()) {
			ArrayNode keys = this.members.putArray("locks");
			ArrayNode exclusive = this.members.putArray("exclusive");
			for (int i = 0; i < locks.keys().length; i++) {
				keys.add(locks.keys()[i]);
				exclusive.add(locks.exclusive()[i]);
			}
		}
		return this;
	}

	/** That of a name, with what its index needs. */
	public ReturningKeys name(NameSearch name) {
		ArrayNode keys = this.members.put("nameKey", name.key().value())
			.put("letters", name.letters())
			.putArray("nameKeys");
		for (long key : name.indexKeys()) {
			keys.add(key);
		}
		return this;
	}

	public ReturningKeys text(String name, @Nullable String value) {
		if (value != null) {
			this.members.put(name, value);
		}
		return this;
	}

	public ReturningKeys number(String name, long value) {
		this.members.put(name, value);
		return this;
	}

	public ReturningKeys texts(String name, Collection<String> values) {
		values.forEach(this.members.putArray(name)::add);
		return this;
	}

	/** As JSON. */
	String json() {
		return this.members.toString();
	}

}
