package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import io.onerow.upsert.Attributes;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The table of contacts, for reading: writes give keys, and so are functions of the
 * database.
 */
@Entity
@Immutable
@Table(name = "contact")
class StoredContact {

	/** What a contact is read from, by whatever way. */
	static final String COLUMNS = "contact_id, full_name, email, email_key, email_status, language, external_id, "
			+ "number, attributes, created_at, created_by, updated_at, modified_by, version, change, merged_into, shown";

	/** The same of a function that answers it as {@code stored}. */
	static final String IN_RESULT = COLUMNS.replaceAll("(\\w+)", "(stored).$1");

	/** The columns with the aliases, which are no column. */
	static final String ALIASED = COLUMNS + ", contact_aliases(tenant_id, contact_id) as aliases";

	static final String ALIASED_IN_RESULT = IN_RESULT
			+ ", contact_aliases((stored).tenant_id, (stored).contact_id) as aliases";

	@EmbeddedId
	private ContactId id;

	@Column(columnDefinition = "person_name")
	private @Nullable String fullName;

	@Column(columnDefinition = "email_address")
	private @Nullable String email;

	private @Nullable String emailKey;

	@Column(columnDefinition = "email_status")
	private String emailStatus;

	@Column(columnDefinition = "lower_language")
	private @Nullable String language;

	private @Nullable String externalId;

	private @Nullable Long number;

	@Column(columnDefinition = "jsonb_map")
	private String attributes;

	private Instant createdAt;

	private @Nullable String createdBy;

	private Instant updatedAt;

	private @Nullable String modifiedBy;

	private long version;

	private @Nullable Long change;

	private @Nullable UUID mergedInto;

	@Column(columnDefinition = "jsonb")
	private @Nullable String shown;

	@SuppressWarnings("NullAway.Init")
	protected StoredContact() {
	}

	Contact toContact() {
		return new Contact(this.id.contactId(), this.fullName, this.email, this.emailKey,
				EmailStatus.of(this.emailStatus), this.language, this.externalId, this.number,
				Attributes.parse(this.attributes), this.createdAt, this.createdBy, this.updatedAt, this.modifiedBy,
				this.version, this.change, merged(this.id.contactId(), this.mergedInto, this.shown), null);
	}

	/** The same as it is shown, if it has parts. */
	static Contact readShown(ResultSet row) throws SQLException {
		Contact stored = read(row);
		return stored.shownFor(stored);
	}

	/** Reads a row that is not read by JPA. */
	static Contact read(ResultSet row) throws SQLException {
		return new Contact(row.getObject("contact_id", UUID.class), row.getString("full_name"), row.getString("email"),
				row.getString("email_key"), EmailStatus.of(row.getString("email_status")), row.getString("language"),
				row.getString("external_id"), row.getObject("number", Long.class),
				Attributes.parse(row.getString("attributes")), time(row, "created_at"), row.getString("created_by"),
				time(row, "updated_at"), row.getString("modified_by"), row.getLong("version"),
				row.getObject("change", Long.class), merged(row.getObject("contact_id", UUID.class),
						row.getObject("merged_into", UUID.class), row.getString("shown")),
				null);
	}

	/** The same with its aliases. */
	static Contact readAliased(ResultSet row) throws SQLException {
		return read(row).with(Aliases.parse((String[]) row.getArray("aliases").getArray()));
	}

	/**
	 * Reads the texts of a row in the order of {@link #COLUMNS}, times in microseconds,
	 * of a contact that neither has parts nor is one.
	 */
	static Contact read(@Nullable String[] row) {
		return new Contact(UUID.fromString(text(row, 0)), row[1], row[2], row[3], EmailStatus.of(text(row, 4)), row[5],
				row[6], number(row, 7), Attributes.parse(text(row, 8)), time(row, 9), row[10], time(row, 11), row[12],
				Long.parseLong(text(row, 13)), number(row, 14), null, null);
	}

	private static @Nullable Merged merged(UUID id, @Nullable UUID into, @Nullable String shown) {
		if (into != null) {
			return new Merged(into, null, null);
		}
		return (shown != null) ? new Merged(id, shown, null) : null;
	}

	private static String text(@Nullable String[] row, int at) {
		return Objects.requireNonNull(row[at]);
	}

	private static @Nullable Long number(@Nullable String[] row, int at) {
		return (row[at] != null) ? Long.valueOf(text(row, at)) : null;
	}

	private static Instant time(@Nullable String[] row, int at) {
		return Instant.EPOCH.plus(Long.parseLong(text(row, at)), ChronoUnit.MICROS);
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
