package io.onerow.api.propeller;

import java.net.URI;
import java.util.Objects;

import io.onerow.api.ETags;
import io.onerow.customer.CustomerField;
import io.onerow.customer.CustomerKey;
import io.onerow.customer.CustomerService;
import io.onerow.customer.CustomerUpsert;
import io.onerow.customer.Lookup;
import io.onerow.customer.Stored;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One customer at a time. */
@RestController
@RequestMapping({ CustomerController.PATH, CustomerController.VERSION + CustomerController.PATH })
class CustomerController {

	static final String PATH = "/customers";

	/** All routes are there below this too. */
	static final String VERSION = "/v2";

	static final String ONE = "/{lookupKey}/{lookupValue}";

	private final CustomerService customers;

	private final CustomerSchema schema;

	CustomerController(CustomerService customers, CustomerSchema schema) {
		this.customers = customers;
		this.schema = schema;
	}

	@PostMapping
	ResponseEntity<CustomerResponse> create(TenantId tenant, @RequestBody JsonNode body) {
		Findings findings = new Findings();
		this.schema.checkCustomer(body, CustomerShape.KEYED, "#", findings);
		findings.verify();
		CustomerUpsert upsert = read(body, CustomerShape.KEYED);
		Stored stored = this.customers.create(tenant,
				new CustomerKey(text(upsert, CustomerField.SOURCE), text(upsert, CustomerField.SOURCE_ID)), upsert);
		return ETags.on(ResponseEntity.created(URI.create(PATH + "/id/" + stored.customer().id())), stored)
			.body(CustomerResponse.of(stored, "Customer created"));
	}

	@GetMapping(ONE)
	ResponseEntity<CustomerResponse> get(TenantId tenant, @PathVariable String lookupKey,
			@PathVariable String lookupValue, @RequestParam @Nullable String source,
			@RequestParam @Nullable String language) {
		Lookup lookup = LookupKeys.lookup(lookupKey, lookupValue, source, language);
		return answer(this.customers.get(tenant, lookup), "Completed");
	}

	@PatchMapping(ONE)
	ResponseEntity<CustomerResponse> patch(TenantId tenant, @PathVariable String lookupKey,
			@PathVariable String lookupValue, @RequestParam @Nullable String source,
			@RequestParam @Nullable String language, @RequestBody JsonNode body) {
		Lookup lookup = LookupKeys.lookup(lookupKey, lookupValue, source, language);
		Findings findings = new Findings();
		this.schema.checkCustomer(body, CustomerShape.CHANGE, "#", findings);
		findings.verify();
		return answer(this.customers.patch(tenant, lookup, read(body, CustomerShape.CHANGE)), "Customer updated");
	}

	@DeleteMapping(ONE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable String lookupKey, @PathVariable String lookupValue,
			@RequestParam @Nullable String source, @RequestParam @Nullable String language) {
		this.customers.delete(tenant, LookupKeys.lookup(lookupKey, lookupValue, source, language));
	}

	private static ResponseEntity<CustomerResponse> answer(Stored stored, String message) {
		return ETags.ok(stored).body(CustomerResponse.of(stored, message));
	}

	private static CustomerUpsert read(JsonNode body, CustomerShape shape) {
		Findings findings = new Findings();
		CustomerUpsert upsert = CustomerReader.read(body, shape, findings);
		findings.verify();
		return upsert;
	}

	private static String text(CustomerUpsert upsert, CustomerField field) {
		return Objects.requireNonNull(upsert.texts().getOrDefault(field, Change.keep()).applyTo(null));
	}

}
