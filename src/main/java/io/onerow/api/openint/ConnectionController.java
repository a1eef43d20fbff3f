package io.onerow.api.openint;

import java.util.List;
import java.util.Map;

import io.onerow.administration.ConnectionAdministration;
import io.onerow.administration.ConnectionInfo;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The connections of a tenant. */
@RestController("openintConnections")
@RequestMapping({ Paths.CONNECTION, Paths.V0 + Paths.CONNECTION, Paths.API_V0 + Paths.CONNECTION })
class ConnectionController {

	private static final int MOST = 1_000;

	private final Connections connections;

	private final ConnectionAdministration administration;

	ConnectionController(Connections connections, ConnectionAdministration administration) {
		this.connections = connections;
		this.administration = administration;
	}

	@GetMapping
	List<ConnectionResponse> list(TenantId tenant, @RequestParam @Nullable String customerId,
			@RequestParam @Nullable String connectorName, @RequestParam @Nullable String connectorConfigId,
			@RequestParam(defaultValue = "" + MOST) int limit, @RequestParam(defaultValue = "0") int offset) {
		requireWithin("limit", limit, 1, MOST);
		requireWithin("offset", offset, 0, Integer.MAX_VALUE);
		String customer = StringUtils.hasText(customerId) ? customerId : null;
		return Connector.of(connectorName, connectorConfigId)
			.stream()
			.flatMap((one) -> this.connections.list(tenant, one.provider(), customer, limit, offset).stream())
			.map(ConnectionResponse::of)
			.toList();
	}

	@GetMapping("/{id}")
	ConnectionResponse get(TenantId tenant, @PathVariable String id) {
		return ConnectionResponse.of(this.connections.get(tenant, id));
	}

	/** There is nothing behind a connection that could be out of order. */
	@PostMapping({ "/{id}/check", "/{id}/_check" })
	ConnectionResponse check(TenantId tenant, @PathVariable String id) {
		return get(tenant, id);
	}

	/** Answers the id, as the vendor does. */
	@PostMapping
	@Unconditional
	JsonNode create(TenantId tenant, @RequestBody JsonNode body) {
		ConnectionRequest request = ConnectionRequest.of(body);
		ConnectionInfo created = this.administration.create(tenant, null, request.provider(), request.customer());
		return JsonNodeFactory.instance.stringNode(created.connectionId());
	}

	@DeleteMapping("/{id}")
	@Unconditional
	Map<String, Object> delete(TenantId tenant, @PathVariable String id) {
		this.administration.deleteWithContacts(tenant, this.connections.get(tenant, id).id());
		return Map.of();
	}

	private static void requireWithin(String parameter, int value, int min, int max) {
		if (value < min || value > max) {
			throw new InvalidParameter(parameter, "must be from " + min + " to " + max);
		}
	}

}
