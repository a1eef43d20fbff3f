package io.onerow.api.onerow;

import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.erase.Erasing;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Erases for good. */
@RestController
class EraseController {

	static final String RECORD = "/api/onerow/v1/records/{recordId}";

	static final String TENANT = "/api/onerow/v1/tenant";

	private final Erasing erasing;

	EraseController(Erasing erasing) {
		this.erasing = erasing;
	}

	@Unconditional
	@DeleteMapping(RECORD)
	ResponseEntity<Object> eraseRecord(TenantId tenant, @PathVariable UUID recordId,
			@RequestParam(defaultValue = "false") boolean erase) {
		if (!erase) {
			throw new InvalidParameter("erase",
					"must be true: the record goes for good, with its history and all that is"
							+ " stored of it, an account with its contacts. To delete it so that it can come back, delete it on"
							+ " its own wire");
		}
		return this.erasing.eraseRecord(tenant, recordId)
			.map(JobController::begun)
			.orElseGet(() -> ResponseEntity.noContent().build());
	}

	@Unconditional
	@DeleteMapping(TENANT)
	ResponseEntity<Object> eraseTenant(TenantId tenant, @RequestParam(defaultValue = "false") boolean erase,
			@RequestParam @Nullable String confirm) {
		if (!erase) {
			throw new InvalidParameter("erase",
					"must be true: all records of the tenant go for good, with their history and all that is stored of"
							+ " them. Its clients, users and connections stay");
		}
		if (!tenant.value().equals(confirm)) {
			throw new InvalidParameter("confirm", "must be the name of the tenant");
		}
		return JobController.begun(this.erasing.eraseTenant(tenant));
	}

}
