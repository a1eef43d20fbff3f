package io.onerow.merge;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The merges of all tenants, and the functions that make them. */
interface MergeRepository extends Repository<StoredMerge, StoredMerge.Key>, MergeFunctions {

	/** Those of a directory by which contacts are parts of others. */
	@Query(nativeQuery = true,
			value = """
					select * from contact_merge
					where tenant_id = :tenant and directory_id = :directory and merged_id = any (:parts) and undone_at is null""")
	List<StoredMerge> of(String tenant, UUID directory, UUID[] parts);

}
