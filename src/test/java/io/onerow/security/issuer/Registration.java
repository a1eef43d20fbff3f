package io.onerow.security.issuer;

import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.issuer.client.OAuthClients;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.context.ApplicationContext;

/** Registers a tenant and its client for a test; several times is once. */
public final class Registration {

	public static final String SECRET = "a-secret-of-tests";

	private Registration() {
	}

	public static void of(ApplicationContext context, String tenant, String client) {
		of(context, tenant, client, Scopes.all());
	}

	public static void of(ApplicationContext context, String tenant, String client, Set<String> scopes) {
		TenantId id = context.getBean(Tenants.class).ensure(new TenantId(tenant)).id();
		context.getBean(OAuthClients.class).ensure(id, client, SECRET, scopes);
	}

}
