package io.onerow.api.console.admin;

import java.time.Duration;
import java.util.List;

import io.onerow.api.Unconditional;
import io.onerow.api.console.Shown;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.ClientAdministration;
import io.onerow.security.issuer.client.ClientInfo;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.security.issuer.client.RedirectUri;
import io.onerow.tenant.TenantId;
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
		Asked.check(OAuthClients.isId(id) && !id.startsWith(OAuthClients.REGISTERED), "clientId",
				"must be letters, digits, ., _ and -, begin with a letter or digit, and not with "
						+ OAuthClients.REGISTERED);
		Asked.check(redirectUris.length() <= LONGEST_URIS, "redirectUris", "are too many");
		List<String> uris = redirectUris.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
		uris.forEach((uri) -> Asked.check(RedirectUri.isOne(uri), "redirectUris",
				"must be URLs by https, by http to this machine, or by a scheme with a dot"));
		return page(tenant, "", model,
				this.clients.create(tenant, id, Asked.scopes(scopes, Scopes.allOfAnAdministrator()), uris)
					.orElseThrow(() -> new InvalidParameter("clientId", "is that of a client already")));
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
