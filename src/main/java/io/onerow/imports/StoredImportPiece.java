package io.onerow.imports;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Files that come in parts, as bytes, until all of one is here and read. */
@Entity
@Immutable
@Table(name = "data_import_piece")
@SuppressWarnings("UnusedVariable")
class StoredImportPiece {

	@EmbeddedId
	private Key id;

	private byte[] bytes;

	@SuppressWarnings("NullAway.Init")
	protected StoredImportPiece() {
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "import_id") UUID importId,
			@Column(name = "first_byte") long firstByte) {
	}

}
