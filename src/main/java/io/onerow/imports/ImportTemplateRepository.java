package io.onerow.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The templates of all tenants; every query names one. */
interface ImportTemplateRepository extends Repository<StoredImportTemplate, StoredImportTemplate.Key> {

	Optional<StoredImportTemplate> findById(StoredImportTemplate.Key id);

	@Query(nativeQuery = true,
			value = "select * from import_template where tenant_id = :tenant order by name limit :size")
	List<StoredImportTemplate> all(String tenant, int size);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			insert into import_template (tenant_id, name, kind, mapping, updated_at)
			values (:tenant, :name, :kind, cast(:mapping as jsonb), :now)
			on conflict (tenant_id, name) do update set kind = excluded.kind, mapping = excluded.mapping,
				updated_at = excluded.updated_at""")
	void put(String tenant, String name, String kind, String mapping, Instant now);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "delete from import_template where tenant_id = :tenant and name = :name")
	int delete(String tenant, String name);

}
