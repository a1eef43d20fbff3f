package io.onerow.api.onerow.admin;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.security.session.PasswordRule;
import io.onerow.security.session.Role;
import io.onerow.security.session.UserAdministration;
import io.onerow.security.session.UserInfo;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
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

/** The users of a tenant, who log in with an address and a password. */
@RestController
class UserController {

	static final String PATH = AdminRoutes.BASE + "/users";

	private static final String EMAIL = "email";

	private static final String ROLE = "role";

	private static final String PASSWORD = "password";

	private static final String ENABLED = "enabled";

	private static final int LONGEST_EMAIL = 254;

	private final UserAdministration users;

	UserController(UserAdministration users) {
		this.users = users;
	}

	@GetMapping(PATH)
	Page<UserInfo> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam @Nullable UUID after) {
		return Page.of(this.users.list(tenant, after, Page.limit(limit)), limit, (user) -> user.userId().toString());
	}

	@GetMapping(PATH + "/{id}")
	UserInfo get(TenantId tenant, @PathVariable UUID id) {
		return this.users.get(tenant, id);
	}

	@Unconditional
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.CREATED)
	WithPassword create(TenantId tenant, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(EMAIL, ROLE, PASSWORD)).require(EMAIL, ROLE);
		Change<String> email = sent.parsed(EMAIL, LONGEST_EMAIL, Formats::email);
		Change<Role> role = sent.oneOf(ROLE, Role.BY_WORD);
		Change<String> password = password(sent);
		sent.verify();
		return this.users
			.create(tenant, Objects.requireNonNull(email.applyTo(null)), Objects.requireNonNull(role.applyTo(null)),
					password.applyTo(null))
			.map((made) -> new WithPassword(made.user(), made.password()))
			// addresses are unique among all tenants, and whose it is stays untold
			.orElseThrow(() -> AdminBody.taken(EMAIL, "is that of a user already"));
	}

	@Unconditional
	@PatchMapping(PATH + "/{id}")
	UserInfo change(TenantId tenant, @PathVariable UUID id, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(ROLE, PASSWORD, ENABLED)).refuseNull(ROLE, PASSWORD, ENABLED);
		Change<Role> role = sent.oneOf(ROLE, Role.BY_WORD);
		Change<String> password = password(sent);
		Change<Boolean> enabled = sent.flag(ENABLED);
		sent.verify();
		return this.users.change(tenant, id, role, enabled, password);
	}

	@Unconditional
	@DeleteMapping(PATH + "/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable UUID id) {
		this.users.delete(tenant, id);
	}

	/** As it was sent: white space at its ends is part of it. */
	private static Change<String> password(Members sent) {
		return sent.read(PASSWORD, (value) -> {
			if (!value.isString() || !PasswordRule.isKept(value.stringValue())) {
				throw new Unfit(value.isString() ? PasswordRule.WORDS : "must be a string");
			}
			return value.stringValue();
		});
	}

	/** A user, and the password if it was made here. */
	record WithPassword(@JsonUnwrapped UserInfo user,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {

		@Override
		public String toString() {
			return "WithPassword[user=" + this.user + "]";
		}

	}

}
