package peer;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The columns of a contact that the upsert of an address needs. */
@Entity
@Table(name = "peer_contact")
@SuppressWarnings("UnusedVariable")
class PeerContact {

	@Id
	private UUID contactId;

	private String tenantId;

	private UUID directoryId;

	private String fullName;

	private String email;

	private String emailKey;

	private String emailStatus = "Valid";

	private String language;

	/** Of a new one null, so that saving does not look for it first. */
	@Version
	private Long version;

	private Instant createdAt = Instant.now();

	private Instant updatedAt = this.createdAt;

	protected PeerContact() {
	}

	PeerContact(String tenantId, UUID directoryId, String fullName, String email, String language) {
		this.contactId = UuidCreator.getTimeOrderedEpoch();
		this.tenantId = tenantId;
		this.directoryId = directoryId;
		this.fullName = fullName;
		this.email = email;
		this.emailKey = email.toLowerCase(Locale.ROOT);
		this.language = language;
	}

	boolean change(String fullName, String email, String language) {
		if (Objects.equals(this.fullName, fullName) && Objects.equals(this.email, email)
				&& Objects.equals(this.language, language)) {
			return false;
		}
		this.fullName = fullName;
		this.email = email;
		this.language = language;
		this.updatedAt = Instant.now();
		return true;
	}

	public UUID getId() {
		return this.contactId;
	}

	public String getFullName() {
		return this.fullName;
	}

	public String getEmail() {
		return this.email;
	}

	public String getEmailStatus() {
		return this.emailStatus;
	}

	public String getLanguage() {
		return this.language;
	}

	public Instant getCreatedAt() {
		return this.createdAt;
	}

	public Instant getUpdatedAt() {
		return this.updatedAt;
	}

}
