package io.onerow.contact;

import java.util.List;
import java.util.UUID;

import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** What of the shared values is a function of the database. */
interface SharedValuePages {

	/**
	 * Those after one in the order of their ids.
	 * @param directory null for those of the tenant
	 */
	List<SharedValues.Shown> page(TenantId tenant, @Nullable UUID directory, UUID after, int size);

}
