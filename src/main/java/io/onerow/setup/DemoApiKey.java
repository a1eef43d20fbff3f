package io.onerow.setup;

import io.onerow.security.Scopes;
import io.onerow.security.apikey.ApiKeys;
import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The keys and the connections of the demo; only where {@code onerow.demo.enabled} is
 * set, which is with the embedded database. The keys are not random, as everybody may
 * know them.
 */
@Component
@ConditionalOnProperty("onerow.demo.enabled")
class DemoApiKey implements SmartInitializingSingleton {

	static final String KEY = "demo-api-key";

	static final String ADMINISTRATOR_KEY = "demo-administrator-key";

	static final String CONNECTION = "conn_demo";

	private final Tenants tenants;

	private final Connections connections;

	private final ApiKeys keys;

	DemoApiKey(Tenants tenants, Connections connections, ApiKeys keys) {
		this.tenants = tenants;
		this.connections = connections;
		this.keys = keys;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.tenants.ensure(DemoCredentials.TENANT);
		this.connections.ensure(DemoCredentials.TENANT, CONNECTION, Provider.NATIVE);
		this.connections.ensure(DemoCredentials.TENANT, "conn_hubspot", Provider.HUBSPOT);
		this.connections.ensure(DemoCredentials.TENANT, "conn_salesforce", Provider.SALESFORCE);
		this.keys.ensure(DemoCredentials.TENANT, KEY, Scopes.ACCOUNTS_ALL);
		this.keys.ensure(DemoCredentials.TENANT, ADMINISTRATOR_KEY, Scopes.ACCOUNTS_ALL, Scopes.CONNECTIONS_ALL);
	}

}
