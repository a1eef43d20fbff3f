package io.onerow.setup;

import java.util.List;
import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the configured first tenant, its first client and its first administrator
 * before the first request is accepted.
 */
@Component
class Bootstrap implements SmartInitializingSingleton {

	private final BootstrapProperties properties;

	private final FirstAdministratorProperties administrator;

	private final Tenants tenants;

	private final ObjectProvider<OAuthClients> clients;

	Bootstrap(BootstrapProperties properties, FirstAdministratorProperties administrator, Tenants tenants,
			ObjectProvider<OAuthClients> clients) {
		this.properties = properties;
		this.administrator = administrator;
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
		ensure(id, this.properties.clientId(), this.properties.clientSecret(), Scopes.all(),
				this.properties.redirectUris());
		ensure(id, this.administrator.administratorId(), this.administrator.administratorSecret(),
				Scopes.allOfAnAdministrator(), List.of());
	}

	private void ensure(TenantId tenant, @Nullable String client, @Nullable String secret, Set<String> scopes,
			List<String> redirectUris) {
		if (client != null && secret != null) {
			// with an external issuer there are no clients of our own
			this.clients.ifAvailable((clients) -> clients.ensure(tenant, client, secret, scopes, redirectUris));
		}
	}

}
