package io.onerow.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onerow.tenant.Connections;
import io.onerow.tenant.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The first API keys and the connections of the first tenant, created at start where they
 * are absent. From the environment: {@code ONEROW_BOOTSTRAP_APIKEY},
 * {@code ONEROW_BOOTSTRAP_ADMINISTRATORKEY}, {@code ONEROW_BOOTSTRAP_CONNECTIONS}.
 *
 * @param tenant the tenant; nothing is created without it
 * @param apiKey at least 32 characters that somebody made at random
 * @param administratorKey another such key, which may also create and delete connections
 * @param connections such as {@code conn_crm:hubspot}
 */
@ConfigurationProperties("onerow.bootstrap")
record ApiKeyBootstrapProperties(@Nullable String tenant, @Nullable String apiKey, @Nullable String administratorKey,
		@DefaultValue List<String> connections) {

	private static final int SHORTEST = 32;

	ApiKeyBootstrapProperties {
		refuseShort("api-key", apiKey, tenant);
		refuseShort("administrator-key", administratorKey, tenant);
		if (administratorKey != null && WeakBootstrap.isWeak(administratorKey)) {
			throw new WeakBootstrap("The API key of the first administrator is weak",
					"Set ONEROW_BOOTSTRAP_ADMINISTRATORKEY to 32 or more characters that are made at random, such as"
							+ " openssl rand -hex 32 gives.");
		}
		providers(connections);
	}

	private static void refuseShort(String name, @Nullable String key, @Nullable String tenant) {
		if (key != null && (tenant == null || key.length() < SHORTEST)) {
			throw new IllegalArgumentException(
					"onerow.bootstrap." + name + " needs a tenant and at least " + SHORTEST + " characters");
		}
	}

	/** The provider of each connection. */
	Map<String, Provider> providers() {
		return providers(this.connections);
	}

	private static Map<String, Provider> providers(List<String> connections) {
		Map<String, Provider> providers = new LinkedHashMap<>();
		for (String connection : connections) {
			String[] parts = connection.split(":", -1);
			if (parts.length != 2 || !Connections.isId(parts[0])) {
				throw new IllegalArgumentException("onerow.bootstrap.connections takes id:provider");
			}
			providers.put(parts[0], Provider.of(parts[1]));
		}
		return providers;
	}

	// the keys stay out of logs
	@Override
	public String toString() {
		return "ApiKeyBootstrapProperties[tenant=" + this.tenant + ", connections=" + this.connections + "]";
	}

}
