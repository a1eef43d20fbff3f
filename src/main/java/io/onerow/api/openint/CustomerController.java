package io.onerow.api.openint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.tenant.TenantCustomers;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom the tenant holds connections for. */
@RestController("openintCustomers")
@RequestMapping({ Paths.CUSTOMER, Paths.V0 + Paths.CUSTOMER, Paths.API_V0 + Paths.CUSTOMER })
class CustomerController {

	private static final int ID_MAX = 200;

	private final TenantCustomers customers;

	CustomerController(TenantCustomers customers) {
		this.customers = customers;
	}

	@PutMapping("/{id}")
	@Unconditional
	Customer upsert(TenantId tenant, @PathVariable String id, @RequestBody JsonNode body) {
		if (id.codePointCount(0, id.length()) > ID_MAX) {
			throw new InvalidParameter("id", "must be at most " + ID_MAX + " characters");
		}
		Members members = Members.of(body);
		Change<String> metadata = members.any("metadata").map(JsonNode::toString);
		members.verify();
		return new Customer(id, tenant.value(), this.customers.upsert(tenant, id, metadata));
	}

	/** A customer on the wire. */
	@JsonInclude(JsonInclude.Include.ALWAYS)
	record Customer(String id, String orgId, @JsonRawValue @Nullable String metadata) {

	}

}
