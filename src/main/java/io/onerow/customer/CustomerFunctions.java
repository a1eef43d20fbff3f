package io.onerow.customer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * What of the table of customers are functions of the database. Lists of keys and records
 * travel as arrays, so that each is one round trip however many there are.
 */
interface CustomerFunctions {

	/**
	 * Tells each stored record of the keys by its place in the list.
	 * @param recalling whether also those of which a key is an alias, where nobody else
	 * has it
	 */
	void recognize(TenantId tenant, List<CustomerKey> keys, boolean recalling, BiConsumer<Integer, Trace> found);

	/** The records with one of the ids, or one of the keys, in no order. */
	List<Stored> find(TenantId tenant, Collection<Long> ids, Collection<CustomerKey> keys);

	/**
	 * A page of customers, in the order of their ids, or, where a source alone is asked
	 * for, of their source ids.
	 */
	CustomerPage search(TenantId tenant, CustomerSearch search);

	/**
	 * Writes drafts, each in a transaction of its own, until the budget of the call is
	 * spent, and tells each that it has tried what became of it: that is the first at
	 * least. What is written is safe only after {@link #flush}.
	 */
	void write(TenantId tenant, List<Draft> drafts, Instant now, Budget budget, WriteContext by);

	/**
	 * Notes for what times sources have told customers that stay as they are, and tells
	 * each draft whether it did. All of them together wait for others no longer than a
	 * record may.
	 */
	void note(TenantId tenant, List<Draft> drafts, Budget budget);

	/** Returns when all that was committed before is on disk. */
	void flush(TenantId tenant);

	/** Says whether there was one; those whose parent it was have none then. */
	boolean delete(TenantId tenant, long id, Instant now, WriteContext by);

	/** What is enough to recognize a stored record. */
	@SuppressWarnings("ArrayRecordComponent")
	record Trace(long id, String language, byte @Nullable [] fingerprint, boolean onDisk) {
	}

}
