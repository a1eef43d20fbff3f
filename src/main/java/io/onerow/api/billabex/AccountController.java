package io.onerow.api.billabex;

import java.net.URI;
import java.util.UUID;

import io.onerow.account.Account;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.api.ETags;
import io.onerow.api.UpsertHeaders;
import io.onerow.api.Upserts;
import io.onerow.api.share.Turns;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts that contacts hang on. */
@RestController
@RequestMapping(AccountController.PATH)
class AccountController {

	static final String PATH = "/api/public/v1/accounts";

	private final AccountService accounts;

	private final AccountWrites writes;

	private final Turns turns;

	AccountController(AccountService accounts, AccountWrites writes, Turns turns) {
		this.accounts = accounts;
		this.writes = writes;
		this.turns = turns;
	}

	@GetMapping
	Page<AccountResponse> list(TenantId tenant, @RequestParam @Nullable Integer first,
			@RequestParam @Nullable UUID after) {
		return Page.of(first, after, (last, size) -> this.turns.take(() -> this.accounts.list(tenant, last, size)),
				Account::id, AccountResponse::of);
	}

	/** A source that is known is an account that is there. */
	@Upserts
	@PostMapping
	ResponseEntity<AccountResponse> create(TenantId tenant, @RequestBody JsonNode body) {
		Upserted<Account> upserted = this.writes.upsert(tenant, AccountRequest.create(body));
		UUID id = upserted.value().id();
		ResponseEntity.BodyBuilder answer = (upserted.outcome() == Outcome.CREATED)
				? UpsertHeaders.created(upserted, URI.create(PATH + "/" + id)) : UpsertHeaders.ok(upserted);
		return answer.body(AccountResponse.of(upserted.value()));
	}

	@GetMapping("/{accountId}")
	ResponseEntity<AccountResponse> get(TenantId tenant, @PathVariable UUID accountId) {
		return answer(this.accounts.get(AccountScope.of(tenant), accountId));
	}

	@RequestMapping(path = "/{accountId}", method = { RequestMethod.PATCH, RequestMethod.PUT })
	ResponseEntity<AccountResponse> patch(TenantId tenant, @PathVariable UUID accountId, @RequestBody JsonNode body) {
		return answer(this.accounts.change(AccountScope.of(tenant), accountId, AccountRequest.patch(body)));
	}

	@PutMapping("/{accountId}/source")
	ResponseEntity<AccountResponse> link(TenantId tenant, @PathVariable UUID accountId, @RequestBody JsonNode body) {
		return answer(this.accounts.change(AccountScope.of(tenant), accountId, AccountRequest.link(body)));
	}

	/** One that is stale says so in a header, as all that is. */
	@DeleteMapping("/{accountId}/source")
	ResponseEntity<Void> unlink(TenantId tenant, @PathVariable UUID accountId) {
		this.accounts.unlink(AccountScope.of(tenant), accountId);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/{accountId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable UUID accountId) {
		this.accounts.delete(tenant, accountId);
	}

	private static ResponseEntity<AccountResponse> answer(Account account) {
		return ETags.ok(account).body(AccountResponse.of(account));
	}

}
