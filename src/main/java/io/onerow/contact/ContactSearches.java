package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What people ask who look for a contact in several directories at once; each is one
 * round trip, which asks the indexes of one directory after the other.
 */
interface ContactSearches {

	/**
	 * The directory behind so many after one; null if there are no more.
	 * @param after the least id to begin
	 */
	@Nullable UUID directoryBehind(TenantId tenant, UUID after, int size);

	/**
	 * Who has an address or an external id, or a name that could be near.
	 * @param only null for so many directories after one
	 * @param text an external id, or the key of an address
	 * @param size at most so many are answered
	 */
	List<Met> met(TenantId tenant, @Nullable UUID only, UUID after, int directories, String text, NameSearch name,
			int size);

	/** Those contacts, whole. */
	List<PlacedContact> placed(TenantId tenant, List<Met> which);

	/** The contact of the company book with that number. */
	@Nullable UUID numbered(TenantId tenant, long number);

	/**
	 * One that was met.
	 *
	 * @param name which could be near; null where it has what was looked for
	 */
	record Met(UUID directory, UUID contact, @Nullable NameKey name) {

	}

}
