package io.onerow.api.openint;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.onerow.tenant.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection on the wire.
 *
 * @param configuration of its connector
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConnectionResponse(String id, String connectorName, String connectorConfigId, @Nullable String customerId,
		Instant createdAt, Instant updatedAt, String status, Standard standard,
		@JsonProperty("connector_config") Configuration configuration) {

	private static final String HEALTHY = "healthy";

	static ConnectionResponse of(Connection connection) {
		String connector = connection.provider().word();
		String configuration = Connector.configuration(connection.provider());
		return new ConnectionResponse(connection.id(), connector, configuration, connection.customer(),
				connection.createdAt(), connection.updatedAt(), HEALTHY, new Standard(HEALTHY),
				new Configuration(configuration, connection.tenant().value(), connector));
	}

	/** How it is, where the vendor says it. */
	record Standard(String status) {

	}

	/** The configuration of a connector. */
	record Configuration(String id, String orgId, String connectorName) {

	}

}
