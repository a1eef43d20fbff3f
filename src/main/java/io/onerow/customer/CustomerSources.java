package io.onerow.customer;

import java.util.Collection;
import java.util.List;

import io.onerow.tenant.TenantId;

/**
 * What of the tables of customers is asked only where a policy wants a customer to be
 * found whatever source it is of.
 */
interface CustomerSources {

	/**
	 * The records with one of the ids, one of the keys, or one of these as an alias, each
	 * once, with their aliases.
	 */
	List<Stored> recall(TenantId tenant, Collection<Long> ids, Collection<CustomerKey> keys);

	/** The same record, with its aliases. */
	Stored recall(TenantId tenant, Stored record);

	/**
	 * Those of other sources that have something in common with who is looked for, with
	 * their aliases; each that has to gets its rows in the index of evidence first.
	 * @param sought as {@link Meeting#sought()} has it
	 */
	List<Met> alike(TenantId tenant, List<String> sought);

	/**
	 * Gives records their rows in the index of evidence, but for those that have another
	 * version by now.
	 */
	void probe(TenantId tenant, List<Stored> records);

	/** The next records, in the order of their ids. */
	List<Stored> after(TenantId tenant, long id, int size);

	/**
	 * One that has something in common with who is looked for.
	 *
	 * @param place of that in the list
	 * @param isCrowd whether it stands for too many
	 */
	record Met(int place, boolean isCrowd, Stored customer) {
	}

}
