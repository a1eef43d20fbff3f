package io.onerow.api.onerow.admin;

import io.onerow.api.Unconditional;
import io.onerow.api.failure.Failure;
import io.onerow.api.failure.Rejected;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.issuer.SigningKeyAdministration;
import io.onerow.security.issuer.SigningKeyInfo;
import io.onerow.tenant.TenantId;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys that tokens are signed with; there are none where another issuer is
 * configured.
 */
@RestController
@Conditional(OwnIssuerCondition.class)
class SigningKeyController {

	static final String PATH = AdminRoutes.BASE + "/signing-keys";

	static final String ROTATE = PATH + "/rotate";

	private final SigningKeyAdministration keys;

	SigningKeyController(SigningKeyAdministration keys) {
		this.keys = keys;
	}

	@GetMapping(PATH)
	Page<SigningKeyInfo> list() {
		return new Page<>(this.keys.list(), null);
	}

	@Unconditional
	@PostMapping(ROTATE)
	@ResponseStatus(HttpStatus.CREATED)
	SigningKeyInfo rotate(TenantId tenant) {
		return this.keys.rotate(tenant)
			.orElseThrow(() -> new Rejected(Failure.of(HttpStatus.CONFLICT,
					"The newest key was made less than " + SigningKeyAdministration.REST.toHours() + " hours ago.")));
	}

}
