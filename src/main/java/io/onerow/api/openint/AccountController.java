package io.onerow.api.openint;

import java.util.Iterator;

import io.onerow.account.Account;
import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.api.ETags;
import io.onerow.api.UpsertHeaders;
import io.onerow.api.Upserts;
import io.onerow.api.share.Turns;
import io.onerow.tenant.Connection;
import io.onerow.upsert.Upserted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of a connection. */
@RestController("openintAccounts")
@RequestMapping({ Paths.ACCOUNT, Paths.V0 + Paths.ACCOUNT, Paths.API_V0 + Paths.ACCOUNT })
class AccountController {

	private static final String ENTITY = "account";

	private final AccountService accounts;

	private final Lists lists;

	private final JsonMapper mapper;

	private final Turns turns;

	AccountController(AccountService accounts, Lists lists, JsonMapper mapper, Turns turns) {
		this.accounts = accounts;
		this.lists = lists;
		this.mapper = mapper;
		this.turns = turns;
	}

	@Upserts
	@PostMapping("/_upsert")
	ResponseEntity<One<AccountResponse>> upsert(Connection connection, @RequestBody JsonNode body) {
		Upserted<Account> upserted = this.accounts.upsert(connection, AccountRequest.upsert(connection, body));
		return UpsertHeaders.ok(upserted).body(new One<>(AccountResponse.of(upserted.value())));
	}

	@GetMapping
	Lists.Page<?, AccountResponse> list(Connection connection, @RequestParam @Nullable String cursor,
			@RequestParam(name = "page_size") @Nullable Integer pageSize,
			@RequestParam(name = "sync_mode") @Nullable String syncMode) {
		return this.lists.answer(ENTITY, connection, new Lists.Query(cursor, pageSize, syncMode),
				(order, start, size) -> this.accounts.list(connection, order, start, size), AccountResponse::of);
	}

	@GetMapping("/_count")
	Count count(Connection connection) {
		return new Count(this.accounts.count(connection));
	}

	@GetMapping("/{id}")
	ResponseEntity<One.WithRaw<AccountResponse>> get(Connection connection, @PathVariable String id) {
		Account account = this.accounts.get(AccountScope.of(connection), Ids.get(id, ENTITY));
		AccountResponse record = AccountResponse.of(account);
		return ETags.ok(account).body(new One.WithRaw<>(record, record.rawData()));
	}

	@PostMapping
	ResponseEntity<One<AccountResponse>> create(Connection connection, @RequestBody JsonNode body) {
		return answer(this.accounts.create(AccountScope.of(connection), AccountRequest.record(body)));
	}

	@PatchMapping("/{id}")
	ResponseEntity<One<AccountResponse>> change(Connection connection, @PathVariable String id,
			@RequestBody JsonNode body) {
		return answer(
				this.accounts.change(AccountScope.of(connection), Ids.get(id, ENTITY), AccountRequest.record(body)));
	}

	private static ResponseEntity<One<AccountResponse>> answer(Account account) {
		return ETags.ok(account).body(new One<>(AccountResponse.of(account)));
	}

	@PostMapping("/_batch_read")
	Iterator<JsonNode> batchRead(Connection connection, @RequestBody JsonNode body) {
		BatchRead request = BatchRead.of(body);
		return request.answer((ids) -> this.accounts.read(connection, ids), AccountResponse::of, this.mapper,
				this.turns);
	}

}
