package io.onerow.account;

import java.time.Instant;

import io.onerow.upsert.Change;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/** The stored account. */
@Entity
@SuppressWarnings("UnusedVariable") // some fields are for the database only
@Table(name = "account")
class AccountRow implements Persistable<AccountId> {

	@EmbeddedId
	private AccountId id;

	private @Nullable String name;

	@Column(insertable = false, updatable = false)
	private @Nullable String website;

	@Column(insertable = false, updatable = false)
	private @Nullable String domain;

	private @Nullable String connectionId;

	private @Nullable String sourceId;

	@Version
	private long version = 1;

	private Instant createdAt;

	private Instant updatedAt;

	@Transient
	private boolean stored;

	@SuppressWarnings("NullAway.Init")
	protected AccountRow() {
	}

	AccountRow(AccountId id, String name, @Nullable AccountSource source, Instant now) {
		this.id = id;
		this.name = name;
		changeSource(source);
		this.createdAt = now;
		this.updatedAt = now;
	}

	@Override
	public AccountId getId() {
		return this.id;
	}

	@Override
	public boolean isNew() {
		return !this.stored;
	}

	@PostLoad
	@PostPersist
	void markStored() {
		this.stored = true;
	}

	Account toAccount() {
		AccountSource source = (this.connectionId != null && this.sourceId != null)
				? new AccountSource(this.connectionId, this.sourceId) : null;
		return new Account(this.id.accountId(), calledName(), source);
	}

	/** A connection may have given it no name; every account is called something. */
	private String calledName() {
		String site = (this.website != null) ? this.website : this.domain;
		String known = (this.name != null && !this.name.isBlank()) ? this.name : site;
		return (known != null) ? known : this.id.accountId().toString();
	}

	/** Applies the changes; leaves the row clean when they change nothing. */
	void apply(AccountPatch patch, Instant now) {
		Account before = toAccount();
		if (patch.name() instanceof Change.Set<String> set) {
			this.name = set.value();
		}
		changeSource(patch.source().applyTo(before.source()));
		if (!toAccount().equals(before)) {
			this.updatedAt = now;
		}
	}

	private void changeSource(@Nullable AccountSource source) {
		// an account stays in its connection when its source is forgotten
		if (source != null) {
			this.connectionId = source.connectionId();
		}
		this.sourceId = (source != null) ? source.sourceId() : null;
	}

}
