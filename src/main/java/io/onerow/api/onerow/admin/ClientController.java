package io.onerow.api.onerow.admin;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.security.OwnIssuerCondition;
import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.ClientAdministration;
import io.onerow.security.issuer.client.ClientInfo;
import io.onerow.security.issuer.client.RedirectUri;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Conditional;
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

/** The OAuth clients of a tenant; there are none where another issuer is configured. */
@RestController
@Conditional(OwnIssuerCondition.class)
class ClientController {

	static final String PATH = AdminRoutes.BASE + "/clients";

	static final String ROTATE = PATH + "/{id}/rotate";

	private static final String ID = "clientId";

	private static final String REDIRECT_URIS = "redirectUris";

	private static final String OVERLAP = "overlapSeconds";

	private static final int MOST_URIS = 20;

	private static final int LONGEST_URI = 1_000;

	private static final int DAY = (int) Duration.ofDays(1).toSeconds();

	private static final int LONGEST_OVERLAP = 30 * DAY;

	private final ClientAdministration clients;

	ClientController(ClientAdministration clients) {
		this.clients = clients;
	}

	@GetMapping(PATH)
	Page<ClientInfo> list(TenantId tenant, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(defaultValue = "") String after) {
		return Page.of(this.clients.list(tenant, after, Page.limit(limit)), limit, ClientInfo::clientId);
	}

	@GetMapping(PATH + "/{id}")
	ClientInfo get(TenantId tenant, @PathVariable String id) {
		return this.clients.get(tenant, id);
	}

	@Unconditional
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.CREATED)
	WithSecret create(TenantId tenant, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(ID, AdminBody.SCOPES, REDIRECT_URIS)).require(ID, AdminBody.SCOPES);
		Change<String> id = AdminBody.clientId(sent, ID);
		Change<Set<String>> scopes = AdminBody.scopes(sent, Scopes.allOfAnAdministrator());
		Change<List<String>> uris = redirectUris(sent);
		sent.verify();
		String clientId = Objects.requireNonNull(id.applyTo(null));
		return this.clients
			.create(tenant, clientId, Objects.requireNonNull(scopes.applyTo(null)),
					Objects.requireNonNull(uris.applyTo(List.of())))
			.map(WithSecret::of)
			// ids are unique among all tenants, and whose it is stays untold
			.orElseThrow(() -> AdminBody.taken(ID, "is that of a client already"));
	}

	@Unconditional
	@PatchMapping(PATH + "/{id}")
	ClientInfo change(TenantId tenant, @PathVariable String id, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(AdminBody.SCOPES, REDIRECT_URIS));
		Change<Set<String>> scopes = AdminBody.scopes(sent, Scopes.allOfAnAdministrator());
		Change<List<String>> uris = redirectUris(sent);
		sent.verify();
		return this.clients.change(tenant, id, scopes, uris);
	}

	@Unconditional
	@DeleteMapping(PATH + "/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(TenantId tenant, @PathVariable String id) {
		this.clients.revoke(tenant, id);
	}

	@Unconditional
	@PostMapping(ROTATE)
	WithSecret rotate(TenantId tenant, @PathVariable String id,
			@RequestBody(required = false) @Nullable JsonNode body) {
		Integer overlap = DAY;
		if (body != null) {
			Members sent = AdminBody.of(body, Set.of(OVERLAP)).refuseNull(OVERLAP);
			overlap = sent.integer(OVERLAP, 0, LONGEST_OVERLAP).applyTo(DAY);
			sent.verify();
		}
		return WithSecret.of(this.clients.rotate(tenant, id, Duration.ofSeconds(Objects.requireNonNull(overlap))));
	}

	private static Change<List<String>> redirectUris(Members sent) {
		return sent.refuseNull(REDIRECT_URIS).parsedTexts(REDIRECT_URIS, MOST_URIS, LONGEST_URI, (text) -> {
			if (!RedirectUri.isOne(text)) {
				throw new Unfit("must be a URL by https, by http to this machine, or by a scheme with a dot");
			}
			return text;
		});
	}

	/** A client, and the secret that it has from now on. */
	record WithSecret(@JsonUnwrapped ClientInfo client, String secret) {

		static WithSecret of(ClientAdministration.NewSecret made) {
			return new WithSecret(made.client(), made.secret());
		}

	}

}
