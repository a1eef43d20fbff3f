package io.onerow.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The table of entries, for reading: they are written with what they tell of. */
@Entity
@Immutable
@Table(name = "history")
class StoredHistoryEntry {

	/** What an entry is read from, where a function answers it as {@code entry}. */
	static final String IN_RESULT = ("record_id, version, kind, scope_id, outcome, at, client, wire, request_id, item, "
			+ "receipt, policy, before, after, number, undoes")
		.replaceAll("(\\w+)", "(entry).$1");

	@EmbeddedId
	private Key id;

	private String kind;

	private @Nullable String scopeId;

	private String outcome;

	private Instant at;

	private String client;

	private String wire;

	private String requestId;

	private @Nullable Integer item;

	private @Nullable String receipt;

	private String policy;

	@Column(columnDefinition = "jsonb")
	private @Nullable String before;

	@Column(columnDefinition = "jsonb")
	private @Nullable String after;

	private @Nullable Long number;

	private @Nullable Long undoes;

	@SuppressWarnings("NullAway.Init")
	protected StoredHistoryEntry() {
	}

	HistoryEntry toEntry() {
		return new HistoryEntry(this.id.recordId(), this.id.version(), this.kind, this.scopeId, this.outcome, this.at,
				this.client, this.wire, this.requestId, this.item, this.receipt, this.policy, this.before, this.after,
				this.number, this.undoes);
	}

	/** Reads a row that is not read by JPA. */
	static HistoryEntry read(ResultSet row) throws SQLException {
		return new HistoryEntry(row.getObject("record_id", UUID.class), row.getLong("version"), row.getString("kind"),
				row.getString("scope_id"), row.getString("outcome"), time(row), row.getString("client"),
				row.getString("wire"), row.getString("request_id"), row.getObject("item", Integer.class),
				row.getString("receipt"), row.getString("policy"), row.getString("before"), row.getString("after"),
				row.getObject("number", Long.class), row.getObject("undoes", Long.class));
	}

	/** Where a row stands, newest first. */
	static HistoryPosition position(ResultSet row) throws SQLException {
		return new HistoryPosition.Newest(time(row), row.getObject("record_id", UUID.class), row.getLong("version"));
	}

	private static Instant time(ResultSet row) throws SQLException {
		return row.getObject("at", OffsetDateTime.class).toInstant();
	}

	/** The primary key, tenant first. */
	@Embeddable
	record Key(@Column(name = "tenant_id") String tenantId, @Column(name = "record_id") UUID recordId,
			@Column(name = "version") long version) {
	}

}
