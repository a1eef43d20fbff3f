package io.onerow.rekey;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** The records of one kind whose keys may have an old form. */
public interface OldRecords {

	/**
	 * Whether the tenant may have one that is to be renewed, but for those of which a key
	 * was kept in its old form. Told by an index.
	 */
	boolean exist(TenantId tenant);

	/** Whether upserts look for the old forms too, as long as there are such records. */
	default boolean areSought() {
		return true;
	}

	/**
	 * Gives the next records after a place their new keys, at most so many, those too of
	 * which a key was kept. A key that another record has is kept, and the pair listed; a
	 * record that somebody changes meanwhile is left.
	 * @param after where the last call stopped; null to begin
	 * @return where this one stopped; null where no record is left, and where another
	 * instance of the service is at it
	 */
	@Nullable String renew(TenantId tenant, @Nullable String after, int size);

}
