package io.onerow.setup;

import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The users of the demo, who exist before the first request is accepted; only where
 * {@code onerow.demo.enabled} is set, which is with the embedded database.
 */
@Component
@ConditionalOnProperty("onerow.demo.enabled")
public class DemoUser implements SmartInitializingSingleton {

	public static final String EMAIL = "demo@example.com";

	public static final String PASSWORD = "demo-password";

	/** Who administers in the console. */
	public static final String ADMIN_EMAIL = "demo-admin@example.com";

	public static final String ADMIN_PASSWORD = "demo-admin-password";

	private final Tenants tenants;

	private final Users users;

	DemoUser(Tenants tenants, Users users) {
		this.tenants = tenants;
		this.users = users;
	}

	@Override
	public void afterSingletonsInstantiated() {
		TenantId tenant = this.tenants.ensure(DemoCredentials.TENANT).id();
		this.users.ensure(tenant, EMAIL, PASSWORD, Set.of(Scopes.ACCOUNTS_ALL));
		this.users.ensure(tenant, ADMIN_EMAIL, ADMIN_PASSWORD, Scopes.allOfAnAdministrator());
	}

}
