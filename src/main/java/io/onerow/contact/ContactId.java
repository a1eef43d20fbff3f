package io.onerow.contact;

import java.util.UUID;

import jakarta.persistence.Embeddable;

/** The primary key, tenant first. */
@Embeddable
record ContactId(String tenantId, UUID directoryId, UUID contactId) {

	static ContactId of(Directory directory, UUID contactId) {
		return new ContactId(directory.tenant().value(), directory.id(), contactId);
	}

}
