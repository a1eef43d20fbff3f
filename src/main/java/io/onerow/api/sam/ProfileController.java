package io.onerow.api.sam;

import java.security.Principal;

import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is, which clients ask after a login. */
@RestController
class ProfileController {

	static final String PATH = "/rest/user/profile";

	private final Users users;

	ProfileController(Users users) {
		this.users = users;
	}

	@GetMapping(PATH)
	Profile profile(TenantId tenant, Principal caller) {
		return new Profile(caller.getName(), this.users.address(tenant, caller.getName()).orElse(null));
	}

	/**
	 * A caller on the wire.
	 *
	 * @param uId the id of the user or client, as in {@code contactCreatedBy}
	 * @param uEmail the address of a user; null for a client
	 */
	record Profile(String uId, @Nullable String uEmail) {

	}

}
