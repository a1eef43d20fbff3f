package io.onerow.source;

import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What all tenants say of their sources; every query names the tenant. */
interface SourceRulesRepository extends Repository<StoredSourceRules, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredSourceRules> findById(String tenant);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			insert into source_rules as r (tenant_id, owners) values (:tenant, cast(:owners as jsonb))
			on conflict (tenant_id) do update set owners = excluded.owners""")
	void putOwners(String tenant, String owners);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			insert into source_rules as r (tenant_id, time_members) values (:tenant, cast(:members as jsonb))
			on conflict (tenant_id) do update set time_members = excluded.time_members""")
	void putTimeMembers(String tenant, String members);

}
