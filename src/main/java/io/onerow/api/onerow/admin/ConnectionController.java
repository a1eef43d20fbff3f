package io.onerow.api.onerow.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.onerow.administration.ConnectionAdministration;
import io.onerow.administration.ConnectionInfo;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The connections of a tenant. */
@RestController
class ConnectionController {

	static final String PATH = AdminRoutes.BASE + "/connections";

	private static final String ID = "connectionId";

	private static final String PROVIDER = "provider";

	private static final String CUSTOMER = "customerId";

	private static final int LONGEST_ID = 100;

	private static final int LONGEST_CUSTOMER = 200;

	private static final Map<String, Provider> PROVIDERS = providers();

	private final ConnectionAdministration connections;

	ConnectionController(ConnectionAdministration connections) {
		this.connections = connections;
	}

	private static Map<String, Provider> providers() {
		Map<String, Provider> providers = new LinkedHashMap<>();
		for (Provider provider : Provider.values()) {
			providers.put(provider.word(), provider);
		}
		return providers;
	}

	@GetMapping(PATH)
	Page<ConnectionInfo> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(defaultValue = "") String after) {
		return Page.of(this.connections.list(tenant, after, Page.limit(limit)), limit, ConnectionInfo::connectionId);
	}

	@GetMapping(PATH + "/{id}")
	ConnectionInfo get(TenantId tenant, @PathVariable String id) {
		return this.connections.get(tenant, id);
	}

	@Unconditional
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.CREATED)
	ConnectionInfo create(TenantId tenant, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(ID, PROVIDER, CUSTOMER)).require(PROVIDER);
		Change<String> id = sent.parsed(ID, LONGEST_ID, ConnectionController::id);
		Change<Provider> provider = sent.oneOf(PROVIDER, PROVIDERS);
		Change<String> customer = sent.filled(CUSTOMER, LONGEST_CUSTOMER);
		sent.verify();
		return this.connections.create(tenant, id.applyTo(null), Objects.requireNonNull(provider.applyTo(null)),
				customer.applyTo(null));
	}

	@Unconditional
	@PatchMapping(PATH + "/{id}")
	ConnectionInfo change(TenantId tenant, @PathVariable String id, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(CUSTOMER));
		Change<String> customer = sent.filled(CUSTOMER, LONGEST_CUSTOMER);
		sent.verify();
		return this.connections.change(tenant, id, customer);
	}

	@Unconditional
	@DeleteMapping(PATH + "/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable String id) {
		this.connections.delete(tenant, id);
	}

	private static String id(String text) throws Unfit {
		if (!Connections.isId(text)) {
			throw new Unfit("must be letters, digits, _ and -, and begin with a letter or digit");
		}
		return text;
	}

}
