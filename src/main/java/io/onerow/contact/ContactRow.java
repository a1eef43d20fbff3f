package io.onerow.contact;

import java.time.Instant;
import java.util.Objects;

import io.onerow.matching.EmailKey;
import io.onerow.matching.NameKey;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The stored contact, with the keys that it is matched by. */
@Entity
@SuppressWarnings("UnusedVariable") // some fields are for the database only
@Table(name = "contact")
class ContactRow {

	@EmbeddedId
	private ContactId id;

	private @Nullable String fullName;

	private @Nullable String nameKey;

	private long @Nullable [] nameKeys;

	private @Nullable Long nameLetters;

	private @Nullable String email;

	private @Nullable String emailKey;

	private String emailStatus;

	private @Nullable String language;

	@Version
	private long version;

	private Instant createdAt;

	private Instant updatedAt;

	@SuppressWarnings("NullAway.Init")
	protected ContactRow() {
	}

	Contact toContact() {
		return new Contact(this.id.contactId(), this.fullName, this.email, EmailStatus.of(this.emailStatus),
				this.language);
	}

	/** Applies the changes; leaves the row clean when they change nothing. */
	void apply(ContactPatch patch, Instant now) {
		Contact before = toContact();
		rename(patch.fullName().applyTo(this.fullName));
		changeEmail(patch.email().applyTo(this.email));
		this.language = patch.language().applyTo(this.language);
		if (!toContact().equals(before)) {
			this.updatedAt = now;
		}
	}

	private void rename(@Nullable String name) {
		if (!Objects.equals(name, this.fullName)) {
			NameKey key = (name != null) ? NameKey.of(name) : null;
			this.fullName = name;
			this.nameKey = (key != null) ? key.value() : null;
			this.nameKeys = (key != null) ? key.indexKeys() : null;
			this.nameLetters = (key != null) ? key.letters() : null;
		}
	}

	private void changeEmail(@Nullable String address) {
		String key = (address != null) ? EmailKey.of(address).value() : null;
		if (!Objects.equals(key, this.emailKey)) {
			this.emailStatus = EmailStatus.VALID.toString();
		}
		this.email = address;
		this.emailKey = key;
	}

}
