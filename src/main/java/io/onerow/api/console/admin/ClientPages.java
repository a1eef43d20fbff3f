package io.onerow.api.console.admin;

import java.time.Duration;
import java.util.List;

import io.onerow.api.Unconditional;
import io.onerow.api.console.FormFault;
import io.onerow.api.console.Shown;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.ClientAdministration;
import io.onerow.security.issuer.client.ClientInfo;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.client.RedirectUri;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** OAuth clients; there are none where another issuer is configured. */
@Controller
@Conditional(OwnIssuerCondition.class)
class ClientPages {

	static final String PATH = AdminPageRoutes.BASE + "/clients";

	static final String ONE = PATH + "/{id}";

	static final String ROTATE = PATH + "/{id}/rotate";

	static final String REVOKE = PATH + "/{id}/revoke";

	private static final int LONGEST_URIS = 4_000;

	private static final Duration OVERLAP = Duration.ofDays(1);

	private final ClientAdministration clients;

	ClientPages(ClientAdministration clients) {
		this.clients = clients;
	}

	@GetMapping(PATH)
	String list(TenantId tenant, @RequestParam(defaultValue = "") String after, Model model) {
		return page(tenant, after, model, null);
	}

	/** The only page with a new secret is the one that answers the form. */
	private String page(TenantId tenant, String after, Model model, ClientAdministration.@Nullable NewSecret made) {
		List<ClientInfo> page = this.clients.list(tenant, after, Listed.SIZE);
		model.addAttribute("clients", Listed.of(page, ClientInfo::clientId));
		model.addAttribute("known", Scopes.allOfAnAdministrator());
		if (made != null) {
			model.addAttribute("made", made.client().clientId()).addAttribute("secret", made.secret());
		}
		return "admin/clients";
	}

	@Unconditional
	@PostMapping(PATH)
	String create(TenantId tenant, @RequestParam String clientId, @RequestParam @Nullable List<String> scopes,
			@RequestParam(defaultValue = "") String redirectUris, Model model) {
		String id = clientId.strip();
		Asked.check(OAuthClients.isId(id) && !id.startsWith(OAuthClients.REGISTERED), "clientId", "client",
				OAuthClients.REGISTERED);
		return page(tenant, "", model,
				this.clients.create(tenant, id, Asked.scopes(scopes, Scopes.allOfAnAdministrator()), uris(redirectUris))
					.orElseThrow(() -> FormFault.of("clientId", "taken.client")));
	}

	private static List<String> uris(String lines) {
		Asked.check(lines.length() <= LONGEST_URIS, "redirectUris", "many");
		List<String> uris = lines.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		uris.forEach((uri) -> Asked.check(RedirectUri.isOne(uri), "redirectUris", "uris"));
		return uris;
	}

	@GetMapping(ONE)
	String show(TenantId tenant, @PathVariable String id, Model model) {
		ClientInfo client = this.clients.get(tenant, id);
		model.addAttribute("page", "clients").addAttribute("id", id);
		model.addAttribute("known", Scopes.allOfAnAdministrator()).addAttribute("scopes", client.scopes());
		model.addAttribute("redirectUris", String.join("\n", client.redirectUris()));
		return "admin/change";
	}

	@Unconditional
	@PostMapping(ONE)
	ResponseEntity<Void> change(TenantId tenant, @PathVariable String id, @RequestParam @Nullable List<String> scopes,
			@RequestParam(defaultValue = "") String redirectUris) {
		this.clients.change(tenant, id, Change.set(Asked.scopes(scopes, Scopes.allOfAnAdministrator())),
				Change.set(uris(redirectUris)));
		return Shown.next(PATH);
	}

	/** The secret before is good for a day more. */
	@Unconditional
	@PostMapping(ROTATE)
	String rotate(TenantId tenant, @PathVariable String id, Model model) {
		return page(tenant, "", model, this.clients.rotate(tenant, id, OVERLAP));
	}

	@Unconditional
	@PostMapping(REVOKE)
	ResponseEntity<Void> revoke(TenantId tenant, @PathVariable String id) {
		this.clients.revoke(tenant, id);
		return Shown.next(PATH);
	}

}
