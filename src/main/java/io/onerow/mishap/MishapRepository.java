package io.onerow.mishap;

import java.time.Instant;
import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is counted of all tenants; every query names some. */
interface MishapRepository extends Repository<StoredMishap, StoredMishap.Key>, MishapFunctions {

	/** Deletes what is older. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "delete from mishap where tenant_id in (:tenants) and minute < :before")
	int purge(List<String> tenants, Instant before);

	/** Deletes some of what is counted of a tenant; says how many. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from mishap where tenant_id = :tenant and (minute, wire, what) in (
				select minute, wire, what from mishap where tenant_id = :tenant limit :size)""")
	int deleteSome(String tenant, int size);

}
