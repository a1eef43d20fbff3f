package io.onerow.api.openint;

import java.util.Objects;

import io.onerow.api.json.Members;
import io.onerow.tenant.Provider;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A connection that a client asks for. Members that are not known here are ignored.
 *
 * @param customer whom it is held for
 */
record ConnectionRequest(Provider provider, @Nullable String customer) {

	private static final int CUSTOMER_MAX = 200;

	static ConnectionRequest of(JsonNode json) {
		Members body = Members.of(json).withoutBlanks();
		Provider named = body.oneOf("connectorName", Connector.BY_NAME).applyTo(null);
		Provider configured = body.oneOf("connectorConfigId", Connector.BY_CONFIGURATION).applyTo(null);
		String customer = body.textOrWhole("customerId", CUSTOMER_MAX).applyTo(null);
		JsonNode configuration = body.sent("connectorConfigId");
		if (configuration == null || configuration.isNull()) {
			body.require("connectorName");
		}
		if (named != null && configured != null && named != configured) {
			body.fault("connectorConfigId", "must be the one of connectorName");
		}
		if (body.object("settings") instanceof Change.Set<Members> settings && !settings.value().names().isEmpty()) {
			body.fault("settings", "must be empty, as nothing is behind a connection");
		}
		body.verify();
		return new ConnectionRequest(Objects.requireNonNull((configured != null) ? configured : named), customer);
	}

}
