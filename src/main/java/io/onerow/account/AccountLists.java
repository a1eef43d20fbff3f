package io.onerow.account;

import java.util.List;
import java.util.UUID;

import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;
import io.onerow.tenant.TenantId;

/** Lists of accounts that may be long; one round trip each. */
interface AccountLists {

	/**
	 * The accounts of a tenant after one of them, with no attributes but
	 * {@link Account#CURRENCY} and {@link Account#BILLING_ADDRESS}: others may be long.
	 */
	List<Account> read(TenantId tenant, UUID after, int size);

	/**
	 * The accounts of a connection after a position, until they are so many, or many
	 * bytes.
	 */
	Slice<Account> read(Connection connection, Order order, Position start, int size);

	/** The accounts with these ids, in that order, until they are many bytes. */
	Slice<Account> read(Connection connection, List<UUID> ids);

}
