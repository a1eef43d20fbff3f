package io.onerow.api.propeller;

import io.onerow.api.Unconditional;
import io.onerow.api.Upserts;
import io.onerow.api.body.Spool;
import io.onerow.tenant.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.core.JacksonException;

import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many customers in one request. */
@RestController
class BulkController {

	static final String PATH = CustomerController.PATH + "/bulk/{lookupKey}";

	private final CustomerImport customers;

	BulkController(CustomerImport customers) {
		this.customers = customers;
	}

	@PostMapping(path = { PATH, CustomerController.VERSION + PATH },
			consumes = { MediaType.APPLICATION_JSON_VALUE, "application/*+json" })
	@Unconditional
	@Upserts
	BulkResponse upsert(TenantId tenant, @PathVariable String lookupKey,
			@RequestParam(defaultValue = "false") boolean receipts, HttpServletRequest request) {
		if (!LookupKeys.ALLOWED.contains(lookupKey)) {
			throw LookupKeys.refused();
		}
		try {
			return this.customers.run(tenant, Spool.of(request), lookupKey.equals(LookupKeys.ID), receipts);
		}
		catch (JacksonException ex) {
			throw new HttpMessageNotReadableException("Not JSON", ex, new ServletServerHttpRequest(request));
		}
	}

}
