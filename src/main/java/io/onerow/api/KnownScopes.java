package io.onerow.api;

import java.util.UUID;

import io.onerow.account.AccountScope;
import io.onerow.account.AccountService;
import io.onerow.api.failure.InvalidParameter;
import io.onerow.api.json.Members;
import io.onerow.api.json.Unfit;
import io.onerow.policy.PolicyScope;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Change;
import io.onerow.upsert.NotFound;

import org.springframework.stereotype.Component;

/** The scopes that there are: a tenant, its accounts, its connections, its book. */
@Component
public class KnownScopes {

	private static final String WORDS = "must be tenant, account:<id>, connection:<id> or book";

	private static final String WORDS_OF_POLICIES = "must be tenant, account:<id>, connection:<id>, book or customers";

	private static final int LONGEST = 200;

	private final AccountService accounts;

	private final Connections connections;

	KnownScopes(AccountService accounts, Connections connections) {
		this.accounts = accounts;
		this.connections = connections;
	}

	/** That of a body, in the member {@code scope}; whether it is there is not asked. */
	public static Change<PolicyScope> sent(Members members) {
		return members.parsed("scope", LONGEST, (text) -> PolicyScope.parse(text).orElseThrow(() -> new Unfit(WORDS)));
	}

	/**
	 * That of a path.
	 * @throws InvalidParameter if it is none
	 * @throws NotFound if the tenant has no such account or connection
	 */
	public PolicyScope get(TenantId tenant, String name) {
		return get(tenant, PolicyScope.parse(name).orElseThrow(() -> new InvalidParameter("scope", WORDS)));
	}

	/**
	 * That of a path, where it may be the customers of the tenant too.
	 * @throws InvalidParameter if it is none
	 * @throws NotFound if the tenant has no such account or connection
	 */
	public PolicyScope ofPolicy(TenantId tenant, String name) {
		if (name.equals(PolicyScope.CUSTOMERS.name())) {
			return PolicyScope.CUSTOMERS;
		}
		return get(tenant, PolicyScope.parse(name).orElseThrow(() -> new InvalidParameter("scope", WORDS_OF_POLICIES)));
	}

	/**
	 * The same one, if it is there.
	 * @throws NotFound if the tenant has no such account or connection
	 */
	public PolicyScope get(TenantId tenant, PolicyScope scope) {
		if (scope.kind().equals("account")) {
			this.accounts.get(AccountScope.of(tenant), UUID.fromString(scope.id()));
		}
		if (scope.kind().equals("connection")) {
			this.connections.get(tenant, scope.id());
		}
		return scope;
	}

}
