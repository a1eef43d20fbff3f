package io.onerow.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The imports of all tenants; every query names some. */
interface ImportRepository extends Repository<StoredImport, StoredImport.Key>, ImportFunctions {

	/** Those that are over, at most so many. */
	@Query(nativeQuery = true, value = """
			select import_id from data_import where tenant_id = :tenant
				and (updated_at < :before or (phase = 'arriving' and updated_at < :arriving)) limit :size""")
	List<UUID> over(String tenant, Instant before, Instant arriving, int size);

	/** Some of the imports of a tenant. */
	@Query(nativeQuery = true, value = "select import_id from data_import where tenant_id = :tenant limit :size")
	List<UUID> some(String tenant, int size);

	/** Deletes some of the rows of an import. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from data_import_chunk where tenant_id = :tenant and import_id = :id and number in (
				select number from data_import_chunk where tenant_id = :tenant and import_id = :id limit :size)""")
	int deleteChunks(String tenant, UUID id, int size);

	/** Deletes some of a file as it has come. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			delete from data_import_piece where tenant_id = :tenant and import_id = :id and first_byte in (
				select first_byte from data_import_piece where tenant_id = :tenant and import_id = :id limit :size)""")
	int deletePieces(String tenant, UUID id, int size);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "delete from data_import where tenant_id = :tenant and import_id = :id")
	int delete(String tenant, UUID id);

}
