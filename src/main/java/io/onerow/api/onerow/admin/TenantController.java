package io.onerow.api.onerow.admin;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.onerow.administration.TenantAdministration;
import io.onerow.api.Unconditional;
import io.onerow.api.json.Formats;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.security.issuer.client.ClientAdministration.NewSecret;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.TenantInfo;
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

/** All tenants, for administrators of the root tenant. */
@RestController
class TenantController {

	static final String PATH = AdminRoutes.BASE + "/tenants";

	private static final String ID = "tenantId";

	private static final String LANGUAGE = "defaultLanguage";

	private static final String ADMINISTRATOR = "administratorId";

	private static final int LONGEST_ID = 40;

	private static final int LONGEST_LANGUAGE = 40;

	private final TenantAdministration tenants;

	TenantController(TenantAdministration tenants) {
		this.tenants = tenants;
	}

	@GetMapping(PATH)
	Page<TenantInfo> list(TenantId caller, @RequestParam(defaultValue = "100") int limit,
			@RequestParam(defaultValue = "") String after) {
		return Page.of(this.tenants.list(caller, after, Page.limit(limit)), limit, TenantInfo::tenantId);
	}

	@GetMapping(PATH + "/{id}")
	TenantInfo get(TenantId caller, @PathVariable String id) {
		return this.tenants.get(caller, id);
	}

	@Unconditional
	@PostMapping(PATH)
	@ResponseStatus(HttpStatus.CREATED)
	WithAdministrator create(TenantId caller, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(ID, LANGUAGE, ADMINISTRATOR)).require(ID);
		Change<TenantId> id = sent.parsed(ID, LONGEST_ID, TenantController::id);
		Change<String> language = language(sent);
		Change<String> administrator = AdminBody.clientId(sent, ADMINISTRATOR);
		sent.verify();
		return WithAdministrator.of(this.tenants.create(caller, Objects.requireNonNull(id.applyTo(null)), language,
				administrator.applyTo(null)));
	}

	@Unconditional
	@PatchMapping(PATH + "/{id}")
	WithAdministrator change(TenantId caller, @PathVariable String id, @RequestBody JsonNode body) {
		Members sent = AdminBody.of(body, Set.of(LANGUAGE, ADMINISTRATOR));
		Change<String> language = language(sent);
		Change<String> administrator = AdminBody.clientId(sent, ADMINISTRATOR);
		sent.verify();
		return WithAdministrator.of(this.tenants.change(caller, id, language, administrator.applyTo(null)));
	}

	@Unconditional
	@DeleteMapping(PATH + "/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId caller, @PathVariable String id) {
		this.tenants.delete(caller, id);
	}

	private static TenantId id(String text) throws Unfit {
		if (!TenantId.isOne(text)) {
			throw new Unfit("must be lower-case letters, digits, _ and -, and begin with a letter or digit");
		}
		return new TenantId(text);
	}

	private static Change<String> language(Members sent) {
		return sent.refuseNull(LANGUAGE)
			.parsed(LANGUAGE, LONGEST_LANGUAGE, (text) -> Formats.language(text).toUpperCase(Locale.ROOT));
	}

	/** A tenant, and the client that was made to administer it, with its secret. */
	record WithAdministrator(@JsonUnwrapped TenantInfo tenant,
			@JsonInclude(JsonInclude.Include.NON_NULL) ClientController.@Nullable WithSecret administrator) {

		static WithAdministrator of(TenantAdministration.Made made) {
			NewSecret administrator = made.administrator();
			return new WithAdministrator(made.tenant(),
					(administrator != null) ? ClientController.WithSecret.of(administrator) : null);
		}

	}

}
