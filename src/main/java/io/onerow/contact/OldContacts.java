package io.onerow.contact;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.onerow.matching.NameSearch;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** Contacts whose keys may have an old form. */
interface OldContacts {

	/** But for those of which a key was kept. */
	boolean existOld(TenantId tenant);

	/**
	 * Whether this instance of the service may renew keys of the tenant, until the end of
	 * the transaction.
	 */
	boolean takeTurn(TenantId tenant);

	/** The next after that contact of that directory, at most so many. */
	List<OldContact> readOld(TenantId tenant, UUID directory, UUID contact, int size);

	/** Those with one of the keys, or a name that could be near, in no order. */
	List<OldContact> readOld(Directory directory, Collection<String> emailKeys, @Nullable NameSearch name);

	/** Says of contacts as they were read that their keys are new. */
	void keep(TenantId tenant, List<OldContact> contacts);

	/** Gives a contact as it was read its new keys; false if it has changed. */
	boolean renew(TenantId tenant, OldContact contact);

}
