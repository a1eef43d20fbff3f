package io.onerow.api.console;

import java.util.LinkedHashMap;
import java.util.Map;

import io.onerow.account.AccountService;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** What records can belong to, as far as a form offers it. */
@Component
class Owners {

	/** So many accounts, and connections. */
	private static final int OFFERED = 100;

	private final AccountService accounts;

	private final Connections connections;

	Owners(AccountService accounts, Connections connections) {
		this.accounts = accounts;
		this.connections = connections;
	}

	/** By id, what they are called. */
	Map<String, String> offered(TenantId tenant) {
		Map<String, String> owners = new LinkedHashMap<>();
		this.accounts.list(tenant, null, OFFERED)
			.forEach((account) -> owners.put(account.id().toString(), String.valueOf(account.name())));
		this.connections.page(tenant, "", OFFERED)
			.forEach((connection) -> owners.put(connection.id(), connection.provider().toString()));
		return owners;
	}

}
