package io.onerow.imports;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The rows of imports, which are written and read along with these. */
@Entity
@Immutable
@Table(name = "data_import_chunk")
@SuppressWarnings("UnusedVariable")
class StoredImportChunk {

	@EmbeddedId
	private Key id;

	private int firstRow;

	private byte[] cells;

	private byte @Nullable [] results;

	private UUID @Nullable [] records;

	private byte @Nullable [] rehearsed;

	private String @Nullable [] rehearsedOutcomes;

	private UUID @Nullable [] rehearsedRecords;

	@SuppressWarnings("NullAway.Init")
	protected StoredImportChunk() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "import_id") UUID importId,
			@Column(name = "number") int number) {
	}

}
