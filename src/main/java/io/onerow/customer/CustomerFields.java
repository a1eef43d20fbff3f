package io.onerow.customer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a customer as its history has them: a JSON object by the names that
 * customer_fields of the database gives them too.
 */
final class CustomerFields {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String DEFAULTED = "languageDefaulted";

	private static final String PARENT = "parentId";

	private CustomerFields() {
	}

	/** Those that have a value. */
	static String of(Customer customer) {
		Map<String, Object> fields = new LinkedHashMap<>();
		for (CustomerField field : CustomerField.values()) {
			Object value = value(customer, field);
			if (value != null) {
				fields.put(name(field), value);
			}
		}
		if (customer.languageDefaulted()) {
			fields.put(DEFAULTED, true);
		}
		return JSON.writeValueAsString(fields);
	}

	/** Those that are otherwise in another customer; null for those that it alone has. */
	static String changed(Customer customer, Customer other) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		for (CustomerField field : CustomerField.values()) {
			Object value = value(customer, field);
			if (!Objects.equals(value, value(other, field))) {
				fields.put(name(field), value);
			}
		}
		if (customer.languageDefaulted() != other.languageDefaulted()) {
			fields.put(DEFAULTED, customer.languageDefaulted() ? Boolean.TRUE : null);
		}
		return JSON.writeValueAsString(fields);
	}

	private static @Nullable Object value(Customer customer, CustomerField field) {
		return switch (field) {
			case PARENT -> customer.parentId();
			case ADDRESSES ->
				customer.addresses().isEmpty() ? null : customer.addresses().stream().map(Address::members).toList();
			default -> customer.text(field);
		};
	}

	private static String name(CustomerField field) {
		return (field == CustomerField.PARENT) ? PARENT : field.word();
	}

}
