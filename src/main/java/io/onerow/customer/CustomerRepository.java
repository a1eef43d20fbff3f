package io.onerow.customer;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The customers of all tenants; every query names one. */
interface CustomerRepository
		extends Repository<StoredCustomer, CustomerId>, CustomerFunctions, CustomerSources, OldCustomers {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredCustomer> findById(CustomerId id);

	/** The version of a customer that nobody else changes until the transaction ends. */
	@Query(nativeQuery = true,
			value = "select version from customer where tenant_id = :tenant and customer_id = :customer for update")
	Optional<Long> lock(String tenant, long customer);

}
