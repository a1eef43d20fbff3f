package io.onerow.tenant;

import java.util.NoSuchElementException;

import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@IntegrationTest
class TenantsIntegrationTests {

	@Autowired
	private Tenants tenants;

	@Autowired
	private Connections connections;

	@Test
	void ensuringTwiceKeepsTheFirst() {
		Tenant tenant = this.tenants.ensure(new TenantId("tenants-one"));
		assertThat(this.tenants.ensure(tenant.id())).isEqualTo(tenant);
		assertThat(tenant.defaultLanguage()).isEqualTo("EN");
		Connection connection = this.connections.ensure(tenant.id(), "conn_a", Provider.HUBSPOT);
		assertThat(this.connections.ensure(tenant.id(), "conn_a", Provider.NATIVE)).isEqualTo(connection);
		assertThat(connection.provider()).isEqualTo(Provider.HUBSPOT);
	}

	@Test
	void unknownTenantIsNotThere() {
		TenantId unknown = new TenantId("tenants-unknown");
		assertThat(this.tenants.find(unknown)).isEmpty();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> this.tenants.get(unknown));
	}

	@Test
	void connectionOfAnotherTenantIsNotThere() {
		TenantId mine = this.tenants.ensure(new TenantId("tenants-mine")).id();
		TenantId other = this.tenants.ensure(new TenantId("tenants-other")).id();
		this.connections.ensure(mine, "conn_mine", Provider.NATIVE);
		assertThat(this.connections.find(mine, "conn_mine")).isPresent();
		assertThat(this.connections.find(other, "conn_mine")).isEmpty();
	}

}
