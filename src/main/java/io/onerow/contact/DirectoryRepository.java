package io.onerow.contact;

import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The directories of all tenants; every query names the tenant, and the kind. */
interface DirectoryRepository extends Repository<StoredDirectory, StoredDirectory.Key> {

	@Query(nativeQuery = true, value = """
			select exists (
				select from directory where tenant_id = :tenant and directory_id = :directory and kind = :kind
			)""")
	boolean exists(String tenant, UUID directory, String kind);

}
