package io.onerow.setup;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the configured first tenant and client before the first request is accepted.
 */
@Component
class Bootstrap implements SmartInitializingSingleton {

	private final BootstrapProperties properties;

	private final Tenants tenants;

	private final ObjectProvider<OAuthClients> clients;

	Bootstrap(BootstrapProperties properties, Tenants tenants, ObjectProvider<OAuthClients> clients) {
		this.properties = properties;
		this.tenants = tenants;
		this.clients = clients;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String tenant = this.properties.tenant();
		if (tenant == null) {
			return;
		}
		TenantId id = this.tenants.ensure(new TenantId(tenant)).id();
		String client = this.properties.clientId();
		String secret = this.properties.clientSecret();
		if (client != null && secret != null) {
			// with an external issuer there are no clients of our own
			this.clients.ifAvailable(
					(clients) -> clients.ensure(id, client, secret, Scopes.all(), this.properties.redirectUris()));
		}
	}

}
