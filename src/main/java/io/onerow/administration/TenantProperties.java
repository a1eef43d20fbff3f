package io.onerow.administration;

import io.onerow.tenant.TenantId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who administers tenants. From the environment: {@code ONEROW_TENANTS_ROOT}.
 *
 * @param root the tenant whose administrators do; empty if nobody does. As it is
 * configured, it is that of {@code ONEROW_BOOTSTRAP_TENANT} unless said otherwise
 */
@ConfigurationProperties("onerow.tenants")
record TenantProperties(@DefaultValue("") String root) {

	TenantProperties {
		if (!root.isEmpty()) {
			new TenantId(root);
		}
	}

	boolean isRoot(TenantId tenant) {
		return tenant.value().equals(this.root);
	}

}
