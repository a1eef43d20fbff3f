package io.onerow.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record of any kind with where its fields are from.
 *
 * @param kind contact, account or customer
 * @param scope the directory of a contact, the connection of an account, the source of a
 * customer
 * @param fields those that have a value, by the names that they have in
 * {@link HistoryEntry#after}
 * @param keys what it is found by, in the form in which it is compared
 * @param wireIds by which its wires show it
 * @param merged the ids of the records that have become part of it
 */
public record RecordView(UUID recordId, String kind, @Nullable String scope, long version, Instant createdAt,
		Instant updatedAt, Map<String, Field> fields, List<Key> keys, List<String> wireIds, List<UUID> merged) {

	RecordView from(Map<String, Origin> origins) {
		Map<String, Field> known = new LinkedHashMap<>(this.fields);
		known.replaceAll((name, field) -> field.from(origins.get(name)));
		return new RecordView(this.recordId, this.kind, this.scope, this.version, this.createdAt, this.updatedAt, known,
				this.keys, this.wireIds, this.merged);
	}

	// the values are the tenant's data and stay out of logs
	@Override
	public String toString() {
		return "RecordView[" + this.recordId + "]";
	}

	/** A value, and the write that it is from, if that is known. */
	public record Field(JsonNode value, @Nullable Instant at, @Nullable String source, @Nullable HistoryId historyId) {

		Field from(@Nullable Origin origin) {
			return (origin != null) ? new Field(this.value, origin.at(), origin.source(), origin.entry()) : this;
		}

	}

	/**
	 * What a record is found by; {@code kind} is that of {@code KeyKind}.
	 *
	 * @param isAlias whether it is one only as long as no other record has it
	 */
	public record Key(String kind, String value, boolean isAlias) {

	}

	/** The write that a value is from. */
	record Origin(Instant at, String source, HistoryId entry) {

	}

}
