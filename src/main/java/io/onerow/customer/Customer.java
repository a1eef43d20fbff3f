package io.onerow.customer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

/**
 * A customer as stored. Its id is unique within the service.
 *
 * @param texts the fields of {@link CustomerField#TEXTS} that have a value
 * @param languageDefaulted whether nobody has sent the language yet: it is the tenant's
 * default, and the first that is sent takes its place
 */
public record Customer(long id, Map<CustomerField, String> texts, boolean languageDefaulted, @Nullable Long parentId,
		List<Address> addresses) {

	public Customer {
		texts = Collections.unmodifiableMap(texts);
		addresses = List.copyOf(addresses);
	}

	/** One that has no id yet. */
	static Customer blank(CustomerKey key, String language, boolean defaulted) {
		return new Customer(0, new EnumMap<>(Map.of(CustomerField.SOURCE, key.source(), CustomerField.SOURCE_ID,
				key.sourceId(), CustomerField.LANGUAGE, language)), defaulted, null, List.of());
	}

	/**
	 * The id of a customer among records of all kinds, as customer_record of the database
	 * makes it: a UUID of version 8 with the number in its last 60 bits.
	 */
	public static UUID recordId(long id) {
		return new UUID(0x8000L, 0x8000_0000_0000_0000L | id);
	}

	/** The other way round. */
	static long number(UUID recordId) {
		return recordId.getLeastSignificantBits() & 0x0FFF_FFFF_FFFF_FFFFL;
	}

	public @Nullable String text(CustomerField field) {
		return this.texts.get(field);
	}

	CustomerKey key() {
		return new CustomerKey(required(CustomerField.SOURCE), required(CustomerField.SOURCE_ID));
	}

	String language() {
		return required(CustomerField.LANGUAGE);
	}

	Customer withId(long id) {
		return new Customer(id, this.texts, this.languageDefaulted, this.parentId, this.addresses);
	}

	/**
	 * This customer after an upsert; equal to this one if nothing changes.
	 * @param parent the id of the parent that the upsert names
	 */
	Customer changed(CustomerUpsert upsert, @Nullable Long parent, Directives directives) {
		Map<CustomerField, String> changed = new EnumMap<>(this.texts);
		upsert.texts().forEach((field, change) -> {
			if (!keeps(directives, field)) {
				changed.compute(field, (name, value) -> change.applyTo(value));
			}
		});
		boolean keepsParent = upsert.parent() instanceof Change.Keep || keeps(directives, CustomerField.PARENT);
		List<Map<String, Change<String>>> sent = keeps(directives, CustomerField.ADDRESSES) ? null : upsert.addresses();
		boolean defaulted = this.languageDefaulted && upsert.text(CustomerField.LANGUAGE) == null;
		return new Customer(this.id, changed, defaulted, keepsParent ? this.parentId : parent,
				(sent != null) ? Address.merge(this.addresses, sent) : this.addresses);
	}

	private boolean keeps(Directives directives, CustomerField field) {
		return directives.keepFilled().contains(field) && switch (field) {
			case PARENT -> this.parentId != null;
			case ADDRESSES -> !this.addresses.isEmpty();
			case LANGUAGE -> !this.languageDefaulted;
			default -> !this.texts.getOrDefault(field, "").isEmpty();
		};
	}

	private String required(CustomerField field) {
		String value = this.texts.get(field);
		if (value == null) {
			throw new IllegalStateException("A customer without " + field);
		}
		return value;
	}

}
