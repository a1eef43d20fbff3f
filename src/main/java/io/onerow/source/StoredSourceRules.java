package io.onerow.source;

import java.util.Map;

import io.onerow.upsert.SourceRules;
import io.onerow.upsert.UnreadableStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of what tenants say of their sources, for reading. */
@Entity
@Immutable
@Table(name = "source_rules")
class StoredSourceRules {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Id
	private String tenantId;

	@Column(columnDefinition = "jsonb")
	private String owners;

	@Column(columnDefinition = "jsonb")
	private String timeMembers;

	@SuppressWarnings("NullAway.Init")
	protected StoredSourceRules() {
	}

	SourceRules toSourceRules() {
		try {
			return new SourceRules(JSON.readValue(this.owners, new TypeReference<Map<String, Map<String, String>>>() {
			}), JSON.readValue(this.timeMembers, new TypeReference<Map<String, String>>() {
			}));
		}
		catch (JacksonException ex) {
			throw new UnreadableStore("source rules of " + this.tenantId);
		}
	}

	static String json(Map<String, ?> members) {
		return JSON.writeValueAsString(members);
	}

}
