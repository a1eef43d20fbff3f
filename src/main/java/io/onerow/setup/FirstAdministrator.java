package io.onerow.setup;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the configured client of the first administrator before the first request is
 * accepted.
 */
@Component
class FirstAdministrator implements SmartInitializingSingleton {

	private final FirstAdministratorProperties properties;

	private final Tenants tenants;

	private final ObjectProvider<OAuthClients> clients;

	FirstAdministrator(FirstAdministratorProperties properties, Tenants tenants, ObjectProvider<OAuthClients> clients) {
		this.properties = properties;
		this.tenants = tenants;
		this.clients = clients;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String tenant = this.properties.tenant();
		String id = this.properties.administratorId();
		String secret = this.properties.administratorSecret();
		if (tenant != null && id != null && secret != null) {
			TenantId known = this.tenants.ensure(new TenantId(tenant)).id();
			// with an external issuer there are no clients of our own
			this.clients.ifAvailable((clients) -> clients.ensure(known, id, secret, Scopes.allOfAnAdministrator()));
		}
	}

}
