package io.onerow.api.console.admin;

import java.util.List;

import io.onerow.api.Unconditional;
import io.onerow.api.console.Shown;
import io.onerow.security.Scopes;
import io.onerow.security.apikey.ApiKeyAdministration;
import io.onerow.security.apikey.ApiKeyInfo;
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

/** API keys. */
@Controller
class ApiKeyPages {

	static final String PATH = AdminPageRoutes.BASE + "/api-keys";

	static final String ONE = PATH + "/{id}";

	static final String REVOKE = PATH + "/{id}/revoke";

	private static final int LONGEST_NAME = 100;

	private final ApiKeyAdministration keys;

	ApiKeyPages(ApiKeyAdministration keys) {
		this.keys = keys;
	}

	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam(defaultValue = "") String after, Model model) {
		List<ApiKeyInfo> page = this.keys.list(tenant, after, Listed.SIZE);
		model.addAttribute("keys", Listed.of(page, ApiKeyInfo::keyId));
		model.addAttribute("known", Scopes.allOfApiKeys());
		return "admin/keys";
	}

	/** The only page with the new key is the answer. */
	@Unconditional
	@PostMapping(PATH)
	String create(TenantId tenant, @RequestParam(defaultValue = "") String name,
			@RequestParam @Nullable List<String> scopes, Model model) {
		ApiKeyAdministration.NewKey made = this.keys.create(tenant, Asked.text(name, "name", LONGEST_NAME),
				Asked.scopes(scopes, Scopes.allOfApiKeys()));
		model.addAttribute("made", made.info().keyId()).addAttribute("secret", made.key());
		return list(tenant, "", model);
	}

	@GetMapping(ONE)
	String show(TenantId tenant, @PathVariable String id, Model model) {
		ApiKeyInfo key = this.keys.get(tenant, id);
		model.addAttribute("page", "api-keys").addAttribute("id", id);
		model.addAttribute("known", Scopes.allOfApiKeys()).addAttribute("scopes", key.scopes());
		model.addAttribute("name", (key.name() != null) ? key.name() : "");
		return "admin/change";
	}

	@Unconditional
	@PostMapping(ONE)
	ResponseEntity<Void> change(TenantId tenant, @PathVariable String id, @RequestParam(defaultValue = "") String name,
			@RequestParam @Nullable List<String> scopes) {
		this.keys.change(tenant, id, Asked.change(name, "name", LONGEST_NAME),
				Change.set(Asked.scopes(scopes, Scopes.allOfApiKeys())));
		return Shown.next(PATH);
	}

	@Unconditional
	@PostMapping(REVOKE)
	ResponseEntity<Void> revoke(TenantId tenant, @PathVariable String id) {
		this.keys.revoke(tenant, id);
		return Shown.next(PATH);
	}

}
