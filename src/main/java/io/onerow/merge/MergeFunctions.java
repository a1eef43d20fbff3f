package io.onerow.merge;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

/** What merges in the database; each is one round trip and one transaction. */
interface MergeFunctions {

	/**
	 * Makes a contact part of another.
	 * @param id of the merge, if there is none yet
	 */
	Answer merge(TenantId tenant, UUID id, UUID survivor, UUID merged, WriteContext by, Instant now);

	/** Takes the two apart. */
	Answer unmerge(TenantId tenant, UUID id, WriteContext by, Instant now);

	/**
	 * What became of it.
	 *
	 * @param state a word of the functions
	 * @param merge null if there is none
	 * @param closed the questions that it answers
	 */
	record Answer(String state, @Nullable Merge merge, List<UUID> closed) {

	}

}
