package io.onerow.imports;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import tools.jackson.databind.json.JsonMapper;

/** The table of templates, for reading. */
@Entity
@Immutable
@Table(name = "import_template")
class StoredImportTemplate {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@EmbeddedId
	private Key id;

	private String kind;

	@Column(columnDefinition = "jsonb")
	private String mapping;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected StoredImportTemplate() {
	}

	ImportTemplate toTemplate() {
		return new ImportTemplate(this.id.name(), this.kind, JSON.readValue(this.mapping, Mapping.class),
				this.updatedAt);
	}

	static String json(Mapping mapping) {
		return JSON.writeValueAsString(mapping);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "name") String name) {
	}

}
