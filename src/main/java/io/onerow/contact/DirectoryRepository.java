package io.onerow.contact;

import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The directories of all tenants; every query names the tenant, and the kind. */
interface DirectoryRepository extends Repository<StoredDirectory, StoredDirectory.Key> {

	@Query("""
			select count(d) > 0 from StoredDirectory d
			where d.id.tenantId = :tenant and d.id.directoryId = :directory and d.kind = :kind""")
	boolean exists(String tenant, UUID directory, String kind);

}
