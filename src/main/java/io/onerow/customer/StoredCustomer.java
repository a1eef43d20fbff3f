package io.onerow.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The table of customers, for reading: writes give keys, and so are functions of the
 * database.
 */
@Entity
@Immutable
@Table(name = "customer")
class StoredCustomer {

	private static final Map<CustomerField, String> COLUMNS = columns();

	@EmbeddedId
	private CustomerId id;

	private String source;

	private String sourceId;

	@Column(columnDefinition = "upper_language")
	private String language;

	private boolean languageDefaulted;

	private @Nullable String debtorId;

	private @Nullable String firstName;

	private @Nullable String middleName;

	private @Nullable String lastName;

	private @Nullable String abbreviation;

	private @Nullable String title;

	private @Nullable LocalDate dateOfBirth;

	@Column(columnDefinition = "gender")
	private @Nullable String gender;

	private @Nullable String ssn;

	private @Nullable String phone;

	private @Nullable String mobile;

	private @Nullable String email;

	private @Nullable Long parentId;

	@Column(columnDefinition = "jsonb_list")
	private String addresses;

	private long version;

	@SuppressWarnings("NullAway.Init")
	protected StoredCustomer() {
	}

	Stored toStored() {
		Map<CustomerField, String> texts = new EnumMap<>(CustomerField.class);
		for (CustomerField field : CustomerField.TEXTS) {
			String text = text(field);
			if (text != null) {
				texts.put(field, text);
			}
		}
		return new Stored(new Customer(this.id.customerId(), texts, this.languageDefaulted, this.parentId,
				Address.list(this.addresses)), this.version);
	}

	private @Nullable String text(CustomerField field) {
		return switch (field) {
			case SOURCE -> this.source;
			case SOURCE_ID -> this.sourceId;
			case LANGUAGE -> this.language;
			case DEBTOR_ID -> this.debtorId;
			case FIRST_NAME -> this.firstName;
			case MIDDLE_NAME -> this.middleName;
			case LAST_NAME -> this.lastName;
			case ABBREVIATION -> this.abbreviation;
			case TITLE -> this.title;
			case DATE_OF_BIRTH -> (this.dateOfBirth != null) ? this.dateOfBirth.toString() : null;
			case GENDER -> this.gender;
			case SSN -> this.ssn;
			case PHONE -> this.phone;
			case MOBILE -> this.mobile;
			case EMAIL -> this.email;
			case PARENT, ADDRESSES -> null;
		};
	}

	/** Reads a row that is not read by JPA. */
	static Stored read(ResultSet row) throws SQLException {
		Map<CustomerField, String> texts = new EnumMap<>(CustomerField.class);
		for (CustomerField field : CustomerField.TEXTS) {
			String text = row.getString(column(field));
			if (text != null) {
				texts.put(field, text);
			}
		}
		Customer customer = new Customer(row.getLong("customer_id"), texts, row.getBoolean("language_defaulted"),
				row.getObject("parent_id", Long.class), Address.list(row.getString("addresses")));
		return new Stored(customer, row.getLong("version"));
	}

	/** The column of a field that is a text. */
	static String column(CustomerField field) {
		return COLUMNS.getOrDefault(field, "");
	}

	private static Map<CustomerField, String> columns() {
		Map<CustomerField, String> columns = new EnumMap<>(CustomerField.class);
		for (CustomerField field : CustomerField.TEXTS) {
			columns.put(field, field.name().toLowerCase(Locale.ROOT));
		}
		return columns;
	}

}
