package io.onerow.api.console.admin;

import java.util.List;
import java.util.UUID;

import io.onerow.api.Unconditional;
import io.onerow.api.console.FormFault;
import io.onerow.api.console.Shown;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Unfit;
import io.onerow.security.secrets.RandomSecret;
import io.onerow.security.session.Role;
import io.onerow.security.session.UserAdministration;
import io.onerow.security.session.UserInfo;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Users, whose passwords are made here and shown once. */
@Controller
class UserPages {

	static final String PATH = AdminPageRoutes.BASE + "/users";

	static final String ONE = PATH + "/{id}";

	static final String PASSWORD = ONE + "/password";

	static final String DELETE = ONE + "/delete";

	private static final int LONGEST_EMAIL = 254;

	private final UserAdministration users;

	UserPages(UserAdministration users) {
		this.users = users;
	}

	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam @Nullable UUID after, Model model) {
		List<UserInfo> page = this.users.list(tenant, after, Listed.SIZE);
		model.addAttribute("users", Listed.of(page, (user) -> user.userId().toString()));
		model.addAttribute("roles", Role.BY_WORD.keySet());
		return "admin/users";
	}

	@Unconditional
	@PostMapping(PATH)
	String create(TenantId tenant, @RequestParam String email, @RequestParam String role, Model model) {
		UserAdministration.NewUser made = this.users.create(tenant, email(email), role(role), null)
			.orElseThrow(() -> FormFault.of("email", "taken.user"));
		model.addAttribute("made", made.user().email()).addAttribute("secret", made.password());
		return list(tenant, null, model);
	}

	private static String email(String sent) {
		try {
			String email = Asked.text(sent, "email", LONGEST_EMAIL);
			return Formats.email((email != null) ? email : "");
		}
		catch (Unfit ex) {
			throw new InvalidParameter("email", ex.detail());
		}
	}

	private static Role role(String word) {
		Role role = Role.BY_WORD.get(word);
		if (role == null) {
			throw FormFault.of("role", "one", String.join(", ", Role.BY_WORD.keySet()));
		}
		return role;
	}

	/** Changes what the user may do, which ends all logins. */
	@Unconditional
	@PostMapping(ONE)
	ResponseEntity<Void> change(TenantId tenant, @PathVariable UUID id, @RequestParam(defaultValue = "") String role,
			@RequestParam(defaultValue = "false") boolean enabled) {
		this.users.change(tenant, id, role.isEmpty() ? Change.keep() : Change.set(role(role)), Change.set(enabled),
				Change.keep());
		return Shown.next(PATH);
	}

	@Unconditional
	@PostMapping(PASSWORD)
	String password(TenantId tenant, @PathVariable UUID id, Model model) {
		String password = RandomSecret.next();
		UserInfo changed = this.users.change(tenant, id, Change.keep(), Change.keep(), Change.set(password));
		model.addAttribute("made", changed.email()).addAttribute("secret", password);
		return list(tenant, null, model);
	}

	@Unconditional
	@PostMapping(DELETE)
	ResponseEntity<Void> delete(TenantId tenant, @PathVariable UUID id) {
		this.users.delete(tenant, id);
		return Shown.next(PATH);
	}

}
