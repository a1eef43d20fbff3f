package io.onerow.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.onerow.upsert.Attributes;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The table of accounts, for reading: writes give keys, and so are functions of the
 * database.
 */
@Entity
@Immutable
@Table(name = "account")
class StoredAccount {

	@EmbeddedId
	private AccountId id;

	private @Nullable String name;

	private @Nullable String connectionId;

	private @Nullable String sourceId;

	private @Nullable String website;

	private @Nullable String domain;

	@Column(columnDefinition = "jsonb")
	private String attributes;

	private String[] rememberedKeys;

	private Instant createdAt;

	private Instant updatedAt;

	private long version;

	private @Nullable Long change;

	@SuppressWarnings("NullAway.Init")
	protected StoredAccount() {
	}

	Account toAccount() {
		return new Account(this.id.accountId(), this.name, this.connectionId, this.sourceId, this.website, this.domain,
				Attributes.parse(this.attributes),
				Arrays.stream(this.rememberedKeys).map(AccountKeys::stored).collect(Collectors.toSet()), this.createdAt,
				this.updatedAt, this.version, this.change);
	}

}
