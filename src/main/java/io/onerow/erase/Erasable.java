package io.onerow.erase;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.customer.Customer;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of records besides themselves, their keys and their history. Whoever
 * stores something of the kind erases it here.
 */
public interface Erasable {

	/** How the id of a record is shown. */
	Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	/** How the number of a customer is shown. */
	Pattern NUMBER = Pattern.compile("\"id\":([0-9]{1,18})");

	/**
	 * Erases what is stored of records, in the open transaction.
	 * @param requests the ids of those that have written them
	 * @param ids theirs and their keys', as a text in JSON shows them: a UUID, or a
	 * member with its value such as {@code "id":7}
	 */
	void erase(TenantId tenant, Set<String> requests, Set<String> ids);

	/**
	 * Erases some of what is stored for a tenant, at most so many rows.
	 * @return how many; 0 when nothing is left
	 */
	int eraseAll(TenantId tenant, int size);

	/**
	 * The record that one of the ids of {@link #erase} is about; null if it is a key.
	 */
	static @Nullable UUID record(String id) {
		if (UUIDS.matcher(id).matches()) {
			return UUID.fromString(id);
		}
		Matcher number = NUMBER.matcher(id);
		return number.matches() ? Customer.recordId(Long.parseLong(number.group(1))) : null;
	}

}
