package io.onerow.erase;

import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;

/**
 * What is stored of records besides themselves, their keys and their history. Whoever
 * stores something of the kind erases it here.
 */
public interface Erasable {

	/**
	 * Erases what is stored of a record, in the open transaction.
	 * @param texts names, addresses and ids of the record, now and before, each of at
	 * least four characters: by these it is known where no id is stored
	 */
	void erase(TenantId tenant, UUID recordId, List<String> texts);

	/**
	 * Erases some of what is stored for a tenant, at most so many rows.
	 * @return how many; 0 when nothing is left
	 */
	int eraseAll(TenantId tenant, int size);

}
