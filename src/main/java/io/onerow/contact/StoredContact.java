package io.onerow.contact;

import java.time.Instant;

import io.onerow.upsert.Attributes;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The table of contacts, for reading: writes give keys, and so are functions of the
 * database.
 */
@Entity
@Immutable
@Table(name = "contact")
class StoredContact {

	@EmbeddedId
	private ContactId id;

	private @Nullable String fullName;

	private @Nullable String email;

	private @Nullable String emailKey;

	private String emailStatus;

	private @Nullable String language;

	private @Nullable String externalId;

	private @Nullable Long number;

	@Column(columnDefinition = "jsonb")
	private String attributes;

	private Instant createdAt;

	private @Nullable String createdBy;

	private Instant updatedAt;

	private @Nullable String modifiedBy;

	private long version;

	private @Nullable Long change;

	@SuppressWarnings("NullAway.Init")
	protected StoredContact() {
	}

	Contact toContact() {
		return new Contact(this.id.contactId(), this.fullName, this.email, this.emailKey,
				EmailStatus.of(this.emailStatus), this.language, this.externalId, this.number,
				Attributes.parse(this.attributes), this.createdAt, this.createdBy, this.updatedAt, this.modifiedBy,
				this.version, this.change);
	}

}
