package io.onerow.setup;

import io.onerow.security.Scopes;
import io.onerow.security.apikey.ApiKeys;
import io.onerow.tenant.Connections;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Creates the configured keys and connections before the first request is accepted. */
@Component
class ApiKeyBootstrap implements SmartInitializingSingleton {

	private final ApiKeyBootstrapProperties properties;

	private final Tenants tenants;

	private final Connections connections;

	private final ApiKeys keys;

	ApiKeyBootstrap(ApiKeyBootstrapProperties properties, Tenants tenants, Connections connections, ApiKeys keys) {
		this.properties = properties;
		this.tenants = tenants;
		this.connections = connections;
		this.keys = keys;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.properties.tenant() != null) {
			TenantId tenant = this.tenants.ensure(new TenantId(this.properties.tenant())).id();
			this.properties.providers().forEach((id, provider) -> this.connections.ensure(tenant, id, provider));
			if (this.properties.apiKey() != null) {
				this.keys.ensure(tenant, this.properties.apiKey(), Scopes.ACCOUNTS_ALL);
			}
			if (this.properties.administratorKey() != null) {
				this.keys.ensure(tenant, this.properties.administratorKey(), Scopes.ACCOUNTS_ALL,
						Scopes.CONNECTIONS_ALL);
			}
		}
	}

}
