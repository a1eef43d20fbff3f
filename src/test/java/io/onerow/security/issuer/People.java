package io.onerow.security.issuer;

import java.util.UUID;

import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creates people who can log in. */
final class People {

	static final String PASSWORD = "a password of tests";

	private People() {
	}

	/**
	 * Creates somebody with these scopes, and the tenant if need be; answers the address.
	 */
	static String of(ApplicationContext context, String tenant, String... scopes) {
		context.getBean(Tenants.class).ensure(new TenantId(tenant));
		String email = Connector.email();
		context.getBean(JdbcClient.class)
			.sql("""
					insert into app_user (tenant_id, user_id, email_key, password_hash, scopes, created_at)
					values (?, ?, ?, ?, ?, now())""")
			.params(tenant, UUID.randomUUID(), email, "{noop}" + PASSWORD, scopes)
			.update();
		return email;
	}

}
