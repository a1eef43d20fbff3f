package io.onerow.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.matching.EmailKey;
import io.onerow.matching.MatchKey;
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
 * address has cleared the email, that of the address; null of an email that several have,
 * but for the first
 * @param emailStatus that of the email, if there is one
 * @param externalId the id that the system which it came from has for it
 * @param number given by the service to the contacts of a company book, unique in the
 * tenant
 * @param createdBy who created it, and {@code modifiedBy} who changed it last, by id;
 * null if that was not told
 * @param version counts its changes, from 1
 * @param change where its last change stands in its directory, once that is known
 * @param merged how it is shown if it has parts, or is one; null of any other
 * @param aliases other keys that stay its own, as {@link Aliases} makes them; null where
 * they were not asked for
 */
public record Contact(UUID id, @Nullable String fullName, @Nullable String email, @Nullable String emailKey,
		EmailStatus emailStatus, @Nullable String language, @Nullable String externalId, @Nullable Long number,
		Attributes attributes, Instant createdAt, @Nullable String createdBy, Instant updatedAt,
		@Nullable String modifiedBy, long version, @Nullable Long change, @Nullable Merged merged,
		@Nullable Set<MatchKey> aliases) implements Versioned {

	/** One that is about to be created. */
	static Contact created(UUID id, SentContact sent, Instant now) {
		String address = sent.address();
		String key = (address != null) ? ownKey(address, sent) : null;
		Contact blank = new Contact(id, null, address, key, EmailStatus.VALID, null, null, null, Attributes.NONE, now,
				sent.changes().author(), now, null, 0, null, null, Set.of());
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
		String externalId = sent.addsIds(this) ? this.externalId : changes.externalId().applyTo(this.externalId);
		Contact changed = new Contact(this.id, changes.fullName().applyTo(this.fullName), address, key, status,
				changes.language().applyTo(this.language), externalId, this.number,
				changes.attributes().applyTo(this.attributes), this.createdAt, this.createdBy, this.updatedAt,
				this.modifiedBy, this.version, this.change, this.merged, this.aliases);
		changed = changed.with(sent.aliases(this, changed));
		return changed.equals(this) ? this : changed.at(now, changes.author());
	}

	private @Nullable String address(SentContact sent, Change<String> change) {
		boolean respelled = !sent.isById() && this.email != null && change instanceof Change.Set<String>
				&& Objects.equals(sent.emailKey(), this.emailKey);
		return respelled ? this.email : change.applyTo(this.email);
	}

	/** What does not change keeps its key, in whatever version it is. */
	private @Nullable String key(@Nullable String address, SentContact sent) {
		if (address != null && (!address.equals(this.email) || this.emailKey == null)) {
			return Objects.equals(sent.emailKey(), this.emailKey) ? this.emailKey : ownKey(address, sent);
		}
		return (address != null || sent.isByAddresses()) ? this.emailKey : null;
	}

	/** None, if several have the address. */
	private static @Nullable String ownKey(String address, SentContact sent) {
		String key = EmailKey.of(address).value();
		return sent.isShared(key) ? null : key;
	}

	private Contact at(Instant now, @Nullable String author) {
		return new Contact(this.id, this.fullName, this.email, this.emailKey, this.emailStatus, this.language,
				this.externalId, this.number, this.attributes, this.createdAt, this.createdBy, now, author,
				this.version, this.change, this.merged, this.aliases);
	}

	/** The same with these aliases. */
	Contact with(@Nullable Set<MatchKey> others) {
		return Objects.equals(others, this.aliases) ? this
				: new Contact(this.id, this.fullName, this.email, this.emailKey, this.emailStatus, this.language,
						this.externalId, this.number, this.attributes, this.createdAt, this.createdBy, this.updatedAt,
						this.modifiedBy, this.version, this.change, this.merged, others);
	}

	boolean hasSameKeysAs(Contact other) {
		return Objects.equals(this.emailKey, other.emailKey) && Objects.equals(this.externalId, other.externalId)
				&& Objects.equals(this.aliases, other.aliases);
	}

	/** The same with the address, or the external id, of another one. */
	private Contact with(Contact other, boolean address, boolean id) {
		return new Contact(this.id, this.fullName, address ? other.email : this.email,
				address ? other.emailKey : this.emailKey, address ? other.emailStatus : this.emailStatus, this.language,
				id ? other.externalId : this.externalId, this.number, this.attributes, this.createdAt, this.createdBy,
				this.updatedAt, this.modifiedBy, this.version, this.change, this.merged,
				(address || id) ? other.aliases : this.aliases);
	}

	/**
	 * This contact as it is after a change, but for keys that other parts of the same
	 * contact have: they stay theirs.
	 * @param changed this one after the change
	 */
	Contact without(Collection<Contact> parts, Contact changed) {
		boolean address = false;
		boolean id = false;
		for (Contact part : parts) {
			if (this.merged != null && !part.id.equals(this.id) && this.merged.isOf(part)) {
				address |= changed.emailKey != null && changed.emailKey.equals(part.emailKey);
				id |= changed.externalId != null && changed.externalId.equals(part.externalId);
			}
		}
		Contact kept = changed.with(this, address, id);
		return kept.at(this.updatedAt, this.modifiedBy).equals(this) ? this : kept;
	}

	/**
	 * This contact with what its parts say together, or as it is, if it has none.
	 * @param part the one that was asked for, or written
	 */
	Contact shownFor(Contact part) {
		if (this.merged == null || this.merged.fields() == null) {
			return this;
		}
		Fields shown = Fields.parse(this.merged.fields());
		return new Contact(this.id, shown.text("fullName"), shown.text("email"), this.emailKey,
				EmailStatus.of(Objects.requireNonNullElse(shown.text("emailStatus"), EmailStatus.VALID.toString())),
				shown.text("language"), shown.text("externalId"), this.number, shown.attributes(), this.createdAt,
				this.createdBy, this.updatedAt, this.modifiedBy, this.version, this.change,
				new Merged(this.id, null, part), this.aliases);
	}

	/** Whether it is shown as a part of another contact, and no more by itself. */
	public boolean isPart() {
		return this.merged != null && !this.merged.survivor().equals(this.id);
	}

	/** What was asked for, or written, where that is a part of this one. */
	@Nullable Contact part() {
		return (this.merged != null) ? this.merged.part() : null;
	}

	@Override
	public @Nullable Object mergedInto() {
		Contact part = part();
		return (part != null && !part.id.equals(this.id)) ? this.id : null;
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
