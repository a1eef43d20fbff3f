package io.onerow.imports;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of imports, which is read and written by its fragment alone. */
@Entity
@Immutable
@Table(name = "data_import")
@SuppressWarnings("UnusedVariable")
class StoredImport {

	@EmbeddedId
	private Key id;

	private String kind;

	private String owner;

	private String client;

	private @Nullable String source;

	private String fileName;

	private String format;

	@Column(columnDefinition = "jsonb")
	private String columns;

	@Column(columnDefinition = "jsonb")
	private String mapping;

	private int total;

	private int chunks;

	private String phase;

	private int previewed;

	private int written;

	@Column(columnDefinition = "jsonb")
	private @Nullable String preview;

	@Column(columnDefinition = "jsonb")
	private @Nullable String result;

	private @Nullable UUID previewJob;

	private @Nullable UUID runJob;

	@Column(columnDefinition = "jsonb")
	private @Nullable String undone;

	private Instant createdAt;

	private Instant updatedAt;

	private @Nullable UUID syncId;

	private @Nullable Long uploadLength;

	private long uploadOffset;

	@SuppressWarnings("NullAway.Init")
	protected StoredImport() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "import_id") UUID importId) {
	}

}
