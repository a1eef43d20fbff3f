package io.onerow.tenant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tenants. A statement alone needs no transaction. */
interface TenantRepository extends Repository<StoredTenant, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredTenant> findById(String tenant);

	@Query(nativeQuery = true,
			value = "select tenant_id from tenant where tenant_id > :after order by tenant_id limit :size")
	List<String> page(String after, int size);

	/** Says whether the tenant was unknown. */
	@Query(nativeQuery = true, value = "select tenant_ensure(:tenant, :book)")
	boolean ensure(String tenant, UUID book);

}
