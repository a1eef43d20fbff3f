package io.onerow.tenant;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Whom all tenants hold connections for; every query names the tenant. */
interface TenantCustomerRepository extends Repository<StoredTenantCustomer, StoredTenantCustomer.Key> {

	/**
	 * Creates or changes one, and answers it as it is then; an empty text clears its
	 * metadata.
	 */
	@Query(nativeQuery = true, value = "select * from tenant_customer_put(:tenant, :customer, :metadata, :keeps)")
	StoredTenantCustomer put(String tenant, String customer, String metadata, boolean keeps);

}
