package io.onerow.account;

import java.util.List;
import java.util.UUID;

import io.onerow.sync.Order;
import io.onerow.sync.Position;
import io.onerow.sync.Slice;
import io.onerow.tenant.Connection;

/** Lists of accounts that may be long; one round trip each. */
interface AccountLists {

	/**
	 * The accounts of a connection after a position, until they are so many, or many
	 * bytes.
	 */
	Slice<Account> read(Connection connection, Order order, Position start, int size);

	/** The accounts with these ids, in that order, until they are many bytes. */
	Slice<Account> read(Connection connection, List<UUID> ids);

}
