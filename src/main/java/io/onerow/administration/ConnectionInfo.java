package io.onerow.administration;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.onerow.tenant.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its administrator sees it.
 *
 * @param provider the kind of system behind it
 * @param customerId whom it is held for; null for the tenant itself
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConnectionInfo(String connectionId, String provider, @Nullable String customerId, Instant createdAt,
		Instant updatedAt) {

	static ConnectionInfo of(Connection connection) {
		return new ConnectionInfo(connection.id(), connection.provider().word(), connection.customer(),
				connection.createdAt(), connection.updatedAt());
	}

	ConnectionInfo with(@Nullable String customer, Instant at) {
		return new ConnectionInfo(this.connectionId, this.provider, customer, this.createdAt, at);
	}

}
