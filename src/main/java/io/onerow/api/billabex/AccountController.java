package io.onerow.api.billabex;

import java.net.URI;
import java.util.UUID;

import io.onerow.account.Account;
import io.onerow.account.AccountChanges;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.api.share.Turns;
import io.onerow.tenant.TenantId;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts that contacts hang on. */
@RestController
@RequestMapping(AccountController.PATH)
class AccountController {

	static final String PATH = "/api/public/v1/accounts";

	private final AccountService accounts;

	private final Turns turns;

	AccountController(AccountService accounts, Turns turns) {
		this.accounts = accounts;
		this.turns = turns;
	}

	@GetMapping
	Object list(TenantId tenant, @RequestParam @Nullable Integer first, @RequestParam @Nullable UUID after) {
		return Page.answer(first, after, (last, size) -> this.turns.take(() -> this.accounts.list(tenant, last, size)),
				Account::id, AccountResponse::of);
	}

	@PostMapping
	ResponseEntity<AccountResponse> create(TenantId tenant, @RequestBody JsonNode body) {
		AccountChanges request = AccountRequest.create(body);
		Account account = this.accounts.create(AccountScope.of(tenant), request);
		return ResponseEntity.created(URI.create(PATH + "/" + account.id())).body(AccountResponse.of(account));
	}

	@GetMapping("/{accountId}")
	AccountResponse get(TenantId tenant, @PathVariable UUID accountId) {
		return AccountResponse.of(this.accounts.get(AccountScope.of(tenant), accountId));
	}

	@PutMapping("/{accountId}")
	AccountResponse patch(TenantId tenant, @PathVariable UUID accountId, @RequestBody JsonNode body) {
		return AccountResponse.of(this.accounts.change(AccountScope.of(tenant), accountId, AccountRequest.patch(body)));
	}

	@DeleteMapping("/{accountId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(TenantId tenant, @PathVariable UUID accountId) {
		this.accounts.delete(tenant, accountId);
	}

}
