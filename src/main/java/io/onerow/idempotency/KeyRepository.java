package io.onerow.idempotency;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The keys of all tenants; every query names one. */
interface KeyRepository extends Repository<StoredKey, StoredKey.Id>, KeyFunctions {

	/** Deletes so many, whether they are over or not, but for requests that run. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from idempotency_key k where k.tenant_id = :tenant and (k.client, k.key_hash) in (
				select o.client, o.key_hash from idempotency_key o where o.tenant_id = :tenant and o.state <> 'running'
				limit :size for update skip locked)""")
	int deleteSome(String tenant, int size);

}
