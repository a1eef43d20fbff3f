package io.onerow.contact;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import io.onerow.matching.KeyKind;
import io.onerow.matching.MatchKey;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The table of values that several persons have, or are said not to have. */
@Entity
@Immutable
@Table(name = "shared_value")
@SuppressWarnings("UnusedVariable")
class StoredSharedValue {

	@EmbeddedId
	private Key id;

	private UUID directoryId;

	private String kind;

	private String value;

	private boolean shared;

	private boolean byHand;

	private Instant since;

	@SuppressWarnings("NullAway.Init")
	protected StoredSharedValue() {
	}

	UUID id() {
		return this.id.valueId();
	}

	UUID directory() {
		return this.directoryId;
	}

	String kind() {
		return this.kind;
	}

	boolean isShared() {
		return this.shared;
	}

	MatchKey key() {
		return new MatchKey(KeyKind.valueOf(this.kind.toUpperCase(Locale.ROOT)), this.value);
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "value_id") UUID valueId) {
	}

}
