package io.onerow.contact;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.onerow.matching.NameKey;
import io.onerow.matching.Probes;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the contacts that are stored to find two that are one, for many at
 * once; each is one round trip, and sees others only that are older, by their ids.
 */
interface ContactPairs {

	/**
	 * The contacts of a tenant, or of one of its directories, after a place.
	 * @param only null for those of all directories
	 */
	List<PlacedContact> page(TenantId tenant, @Nullable UUID only, UUID directory, UUID contact, int size);

	/** Those who have something in common with each by the index of evidence. */
	Met alike(TenantId tenant, List<Compared> contacts);

	/** Those who have a name within the limit of that of each. */
	Met near(TenantId tenant, List<Compared> contacts);

	/**
	 * Those who were met, whole, by the place of the one whom they are like, but those
	 * who are known to be somebody else.
	 */
	Map<Integer, List<Contact>> paired(TenantId tenant, List<Compared> contacts, List<Pair> pairs);

	/**
	 * The contacts of a tenant that have to get their rows in the index of evidence, with
	 * their directories, which nobody else changes until the transaction ends.
	 */
	Map<Contact, UUID> holdUnprobed(TenantId tenant, int size);

	/**
	 * Who was met.
	 *
	 * @param crowded the places of those of whom not all were looked at, as they are too
	 * many
	 */
	record Met(List<Pair> pairs, List<Integer> crowded) {

	}

	/**
	 * One that was met.
	 *
	 * @param place of the one whom it is like among those that were asked about
	 * @param metBy as {@link Probes#mayBe} takes it; 0 where the name alone was compared
	 * @param name null where that is not known before it is read
	 */
	record Pair(int place, UUID other, int metBy, @Nullable NameKey name) {

	}

}
