package io.onerow.contact;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/**
 * The contacts that an undo has written: they get their rows in the index of evidence
 * before anybody looks into it.
 */
@Entity
@Immutable
@Table(name = "contact_unprobed")
@SuppressWarnings("UnusedVariable")
class StoredContactUnprobed {

	@EmbeddedId
	private ContactId id;

	@SuppressWarnings("NullAway.Init")
	protected StoredContactUnprobed() {
	}

}
