package io.onerow.setup;

import java.util.List;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The tenant and clients of the demo, which exist before the first request is accepted;
 * only where {@code onerow.demo.enabled} is set, which is with the embedded database.
 */
@Component
@ConditionalOnProperty("onerow.demo.enabled")
class DemoCredentials implements SmartInitializingSingleton {

	static final TenantId TENANT = new TenantId("demo");

	static final String CLIENT_ID = "demo";

	static final String CLIENT_SECRET = "demo-secret";

	static final String ADMIN_ID = "demo-admin";

	static final String ADMIN_SECRET = "demo-admin-secret";

	private final Tenants tenants;

	private final ObjectProvider<OAuthClients> clients;

	DemoCredentials(Tenants tenants, ObjectProvider<OAuthClients> clients) {
		this.tenants = tenants;
		this.clients = clients;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.tenants.ensure(TENANT);
		this.clients.ifAvailable((clients) -> {
			clients.ensure(TENANT, CLIENT_ID, CLIENT_SECRET, Scopes.all(), List.of("http://127.0.0.1/callback"));
			clients.ensure(TENANT, ADMIN_ID, ADMIN_SECRET, Scopes.allOfAnAdministrator(), List.of());
		});
	}

}
