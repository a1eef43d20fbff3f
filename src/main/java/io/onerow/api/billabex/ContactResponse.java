package io.onerow.api.billabex;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.contact.Contact;
import org.jspecify.annotations.Nullable;

/** A contact on the wire; all members are always there. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ContactResponse(UUID id, @Nullable String fullName, @Nullable Email email, @Nullable String language) {

	static ContactResponse of(Contact contact) {
		Email email = (contact.email() != null) ? new Email(contact.email(), contact.emailStatus().toString()) : null;
		return new ContactResponse(contact.id(), contact.fullName(), email, contact.language());
	}

	/** An address and what is known of mail to it. */
	record Email(String address, String status) {

	}

}
