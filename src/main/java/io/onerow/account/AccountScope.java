package io.onerow.account;

import io.onerow.tenant.Connection;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** The accounts of a connection, or of a tenant as a whole. */
public record AccountScope(TenantId tenant, @Nullable Connection connection) {

	public static AccountScope of(TenantId tenant) {
		return new AccountScope(tenant, null);
	}

	public static AccountScope of(Connection connection) {
		return new AccountScope(connection.tenant(), connection);
	}

	@Nullable String connectionId() {
		return (this.connection != null) ? this.connection.id() : null;
	}

	boolean holds(Account account) {
		return this.connection == null || this.connection.id().equals(account.connectionId());
	}

}
