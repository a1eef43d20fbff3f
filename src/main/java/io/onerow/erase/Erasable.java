package io.onerow.erase;

import java.util.Set;

import io.onerow.tenant.TenantId;

/**
 * What is stored of records besides themselves, their keys and their history. Whoever
 * stores something of the kind erases it here.
 */
public interface Erasable {

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

}
