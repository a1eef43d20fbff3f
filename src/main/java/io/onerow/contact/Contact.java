package io.onerow.contact;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.NameSearch;
import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.upsert.Attributes;
import io.onerow.upsert.Change;
import io.onerow.upsert.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A person in a directory, as stored.
 *
 * @param emailKey what it is matched by: that of its email, or, if an upsert by an
 * address has cleared the email, that of the address
 * @param emailStatus that of the email, if there is one
 * @param externalId the id that the system which it came from has for it
 * @param number given by the service to the contacts of a company book, unique in the
 * tenant
 * @param createdBy who created it, and {@code modifiedBy} who changed it last, by id;
 * null if that was not told
 * @param version counts its changes, from 1
 * @param change where its last change stands in its directory, once that is known
 */
public record Contact(UUID id, @Nullable String fullName, @Nullable String email, @Nullable String emailKey,
		EmailStatus emailStatus, @Nullable String language, @Nullable String externalId, @Nullable Long number,
		Attributes attributes, Instant createdAt, @Nullable String createdBy, Instant updatedAt,
		@Nullable String modifiedBy, long version, @Nullable Long change) implements Versioned {

	/** One that is about to be created. */
	static Contact created(UUID id, SentContact sent, Instant now) {
		String address = sent.address();
		String key = (address != null) ? EmailKey.of(address).value() : null;
		Contact blank = new Contact(id, null, address, key, EmailStatus.VALID, null, null, null, Attributes.NONE, now,
				sent.changes().author(), now, null, 0, null);
		return blank.with(sent, sent.allowed().first(), now);
	}

	/**
	 * This contact as it is after what was sent; the same one if that changes nothing.
	 */
	Contact with(SentContact sent, Instant now) {
		return with(sent, sent.allowed().updates(), now);
	}

	private Contact with(SentContact sent, ContactChanges changes, Instant now) {
		String address = address(sent, changes.email());
		String key = key(address, sent);
		EmailStatus status = Objects.equals(key, this.emailKey) ? this.emailStatus : EmailStatus.VALID;
		Contact changed = new Contact(this.id, changes.fullName().applyTo(this.fullName), address, key, status,
				changes.language().applyTo(this.language), changes.externalId().applyTo(this.externalId), this.number,
				changes.attributes().applyTo(this.attributes), this.createdAt, this.createdBy, this.updatedAt,
				this.modifiedBy, this.version, this.change);
		return changed.equals(this) ? this : changed.at(now, changes.author());
	}

	private @Nullable String address(SentContact sent, Change<String> change) {
		boolean respelled = !sent.isById() && this.email != null && change instanceof Change.Set<String>
				&& Objects.equals(sent.emailKey(), this.emailKey);
		return respelled ? this.email : change.applyTo(this.email);
	}

	/** What does not change keeps its key, in whatever version it is. */
	private @Nullable String key(@Nullable String address, SentContact sent) {
		if (address != null && !address.equals(this.email)) {
			return EmailKey.of(address).value();
		}
		return (address != null || sent.isByAddresses()) ? this.emailKey : null;
	}

	private Contact at(Instant now, @Nullable String author) {
		return new Contact(this.id, this.fullName, this.email, this.emailKey, this.emailStatus, this.language,
				this.externalId, this.number, this.attributes, this.createdAt, this.createdBy, now, author,
				this.version, this.change);
	}

	boolean hasSameKeysAs(Contact other) {
		return Objects.equals(this.emailKey, other.emailKey) && Objects.equals(this.externalId, other.externalId);
	}

	@Nullable NameSearch name() {
		return (this.fullName != null) ? NameSearch.of(this.fullName) : null;
	}

	/** Where it stands in that order; null if its last change has no place yet. */
	@Nullable Position position(Order order) {
		if (order == Order.CREATION) {
			return new Position(0, this.id);
		}
		return (this.change != null) ? new Position(this.change, this.id) : null;
	}

}
