package io.onerow.api.propeller;

import io.onerow.api.json.Faults;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.api.share.Turns;
import io.onerow.customer.CustomerSearch;
import io.onerow.customer.CustomerService;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The customers that meet some filters, page by page. */
@RestController
class SearchController {

	static final String PATH = CustomerController.PATH + "/search";

	private static final int LONGEST_FILTER = 254;

	private final CustomerService customers;

	private final CustomerSchema schema;

	private final Turns turns;

	SearchController(CustomerService customers, CustomerSchema schema, Turns turns) {
		this.customers = customers;
		this.schema = schema;
		this.turns = turns;
	}

	@PostMapping({ PATH, CustomerController.VERSION + PATH })
	SearchResponse search(TenantId tenant, @RequestBody JsonNode body) {
		Findings findings = new Findings();
		this.schema.checkSearch(body, findings);
		findings.verify();
		CustomerSearch search = read(body, findings);
		findings.verify();
		return this.turns.take(() -> SearchResponse.of(search, this.customers.search(tenant, search)));
	}

	private static CustomerSearch read(JsonNode body, Findings findings) {
		Faults faults = new Faults();
		Members members = Members.of(body, faults).withoutBlanks();
		String source = value(members.textOrWhole("source", LONGEST_FILTER));
		String email = value(members.text("email", LONGEST_FILTER));
		String name = value(members.text("name", LONGEST_FILTER));
		Integer size = value(members.integer("offset", 1, CustomerSearch.LARGEST_PAGE));
		int perPage = (size != null) ? size : CustomerSearch.LARGEST_PAGE;
		Integer page = value(members.integer("page", 1, CustomerSearch.MOST / perPage));
		try {
			faults.verify();
		}
		catch (InvalidBody ex) {
			ex.faults().forEach((fault) -> findings.add(ErrorCode.PAYLOAD_VALIDATION, PropellerErrors.message(fault)));
		}
		return new CustomerSearch(source, email, name, (page != null) ? page : 1, perPage);
	}

	private static <T> @Nullable T value(Change<T> sent) {
		return sent.applyTo(null);
	}

}
