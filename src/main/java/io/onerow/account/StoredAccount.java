package io.onerow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.onerow.matching.MatchKey;
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

	/** What an account is read from, by whatever way. */
	static final String COLUMNS = "account_id, name, connection_id, source_id, website, domain, attributes, "
			+ "remembered_keys, created_at, updated_at, version, change";

	/** The same of a function that answers it as {@code stored}. */
	static final String IN_RESULT = COLUMNS.replaceAll("(\\w+)", "(stored).$1");

	@EmbeddedId
	private AccountId id;

	private @Nullable String name;

	private @Nullable String connectionId;

	private @Nullable String sourceId;

	private @Nullable String website;

	private @Nullable String domain;

	@Column(columnDefinition = "jsonb_map")
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
				Attributes.parse(this.attributes), keys(this.rememberedKeys), this.createdAt, this.updatedAt,
				this.version, this.change);
	}

	/** Reads a row that is not read by JPA. */
	static Account read(ResultSet row) throws SQLException {
		String[] remembered = (String[]) row.getArray("remembered_keys").getArray();
		return new Account(row.getObject("account_id", UUID.class), row.getString("name"),
				row.getString("connection_id"), row.getString("source_id"), row.getString("website"),
				row.getString("domain"), Attributes.parse(row.getString("attributes")), keys(remembered),
				time(row, "created_at"), time(row, "updated_at"), row.getLong("version"),
				row.getObject("change", Long.class));
	}

	private static Set<MatchKey> keys(String[] stored) {
		return Arrays.stream(stored).map(AccountKeys::stored).collect(Collectors.toSet());
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
