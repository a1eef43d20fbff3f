package io.onerow.contact;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The contacts of all directories; every query names the tenant, and the kind. */
interface ContactRepository extends Repository<StoredContact, ContactId>, ContactFunctions, ContactLists, OldContacts,
		ContactPairs, ContactSearches {

	@Query(nativeQuery = true,
			value = """
					select c.* from contact c join directory d using (tenant_id, directory_id)
					where c.tenant_id = :tenant and c.directory_id = :directory and d.kind = :kind and c.contact_id = :contact""")
	Optional<StoredContact> find(String tenant, UUID directory, String kind, UUID contact);

	@Query(nativeQuery = true, value = """
			select c.* from contact c join directory d using (tenant_id, directory_id)
			where c.tenant_id = :tenant and c.directory_id = :directory and d.kind = :kind and c.contact_id > :after
				and c.merged_into is null
			order by c.contact_id limit :size""")
	List<StoredContact> page(String tenant, UUID directory, String kind, UUID after, int size);

	@Query(nativeQuery = true, value = """
			select (select count(*) from contact where tenant_id = :tenant and directory_id = :directory)
				- (select count(*) from contact_merge
					where tenant_id = :tenant and directory_id = :directory and undone_at is null)""")
	long count(String tenant, UUID directory);

	/** With those that are parts of others. */
	@Query(nativeQuery = true, value = "select count(*) from contact where tenant_id = :tenant")
	long countAll(String tenant);

	/** With those that are parts of others. */
	@Query(nativeQuery = true,
			value = "select count(*) from contact where tenant_id = :tenant and directory_id = :directory")
	long countIn(String tenant, UUID directory);

	/**
	 * The version in which a contact is shown, that nobody else changes until the
	 * transaction ends.
	 */
	@Query(nativeQuery = true, value = """
			select c.version from contact c join directory d using (tenant_id, directory_id)
			where c.tenant_id = :tenant and c.directory_id = :directory and d.kind = :kind
				and c.contact_id = (select s.survivor_id from contact_survivor(:tenant, :contact) s)
			for update of c""")
	Optional<Long> lock(String tenant, UUID directory, String kind, UUID contact);

}
