package io.onerow.setup;

import java.util.Set;

import io.onerow.security.Scopes;
import io.onerow.security.session.Users;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Creates the configured first user before the first request is accepted. */
@Component
class FirstUser implements SmartInitializingSingleton {

	private final FirstUserProperties properties;

	private final Tenants tenants;

	private final Users users;

	FirstUser(FirstUserProperties properties, Tenants tenants, Users users) {
		this.properties = properties;
		this.tenants = tenants;
		this.users = users;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String tenant = this.properties.tenant();
		String email = this.properties.userEmail();
		String password = this.properties.userPassword();
		if (tenant != null && email != null && password != null) {
			this.users.ensure(this.tenants.ensure(new TenantId(tenant)).id(), email, password,
					Set.of(Scopes.ACCOUNTS_ALL));
		}
	}

}
