package io.onerow.api.onerow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.api.ETags;
import io.onerow.fullsync.FullSyncs;
import io.onerow.history.History;
import io.onerow.history.RecordView;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Records of any kind, and where their fields are from. */
@RestController
class RecordController {

	static final String PATH = "/api/onerow/v1/records/{recordId}";

	private final History history;

	private final FullSyncs syncs;

	RecordController(History history, FullSyncs syncs) {
		this.history = history;
		this.syncs = syncs;
	}

	@GetMapping(PATH)
	ResponseEntity<Shown> get(TenantId tenant, @PathVariable UUID recordId) {
		RecordView record = this.history.record(tenant, recordId);
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		if (!record.recordId().equals(recordId)) {
			answer.header(ETags.MERGED_INTO, record.recordId().toString());
		}
		return answer.body(Shown.of(record, this.syncs.missingSince(tenant, record.recordId())));
	}

	/**
	 * A record on the wire; {@code wireIds} are those by which its wires show it,
	 * {@code missingSince} is null unless a full sync has marked it.
	 */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Shown(UUID recordId, String kind, @Nullable String scope, long version, Instant createdAt, Instant updatedAt,
			Map<String, Field> fields, List<Key> keys, List<String> wireIds, List<UUID> merged,
			@Nullable Instant missingSince) {

		static Shown of(RecordView record, @Nullable Instant missingSince) {
			Map<String, Field> fields = new LinkedHashMap<>();
			record.fields().forEach((name, field) -> fields.put(name, Field.of(field)));
			return new Shown(record.recordId(), record.kind(), record.scope(), record.version(), record.createdAt(),
					record.updatedAt(), fields, record.keys().stream().map(Key::of).toList(), record.wireIds(),
					record.merged(), missingSince);
		}

	}

	/** What it is found by; {@code alias} is told only where it is one. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Key(String kind, String value, @Nullable Boolean alias) {

		static Key of(RecordView.Key key) {
			return new Key(key.kind(), key.value(), key.isAlias() ? Boolean.TRUE : null);
		}

	}

	/** A value, and the write that it is from; null where that is not known. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Field(JsonNode value, @Nullable Instant at, @Nullable String source, @Nullable String historyId) {

		static Field of(RecordView.Field field) {
			return new Field(field.value(), field.at(), field.source(),
					(field.historyId() != null) ? field.historyId().toString() : null);
		}

	}

}
