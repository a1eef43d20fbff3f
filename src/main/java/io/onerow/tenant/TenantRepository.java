package io.onerow.tenant;

import java.time.Instant;
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

	/** Those that were deleted too, by id. */
	@Query(nativeQuery = true, value = "select * from tenant where tenant_id > :after order by tenant_id limit :size")
	List<StoredTenant> whole(String after, int size);

	/**
	 * One that was not deleted; others who would lock it wait for the end of the
	 * transaction.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@Query(nativeQuery = true, value = """
			select * from tenant where tenant_id = :tenant and deleted_at is null for no key update""")
	Optional<StoredTenant> lock(String tenant);

	@Query(nativeQuery = true,
			value = "update tenant set default_language = :language where tenant_id = :tenant returning 1")
	Optional<Integer> change(String tenant, String language);

	@Query(nativeQuery = true, value = "update tenant set deleted_at = :now where tenant_id = :tenant returning 1")
	Optional<Integer> delete(String tenant, Instant now);

	/** Whether it has records, or a history of some. */
	@Query(nativeQuery = true, value = "select tenant_used(:tenant)")
	boolean isUsed(String tenant);

	/** Says whether the tenant was unknown. */
	@Query(nativeQuery = true, value = "select tenant_ensure(:tenant, :book)")
	boolean ensure(String tenant, UUID book);

}
