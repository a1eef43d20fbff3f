package io.onerow.contact;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The contacts of all directories; every query names the tenant. */
interface ContactRepository extends Repository<ContactRow, ContactId> {

	/** Within the caller's transaction if there is one; alone it needs none. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<ContactRow> findById(ContactId id);

	@Query("""
			select c.id.contactId from ContactRow c
			where c.id.tenantId = :tenant and c.id.directoryId = :directory and c.emailKey = :emailKey""")
	Optional<UUID> findIdByEmailKey(String tenant, UUID directory, String emailKey);

	@Query("""
			select c from ContactRow c
			where c.id.tenantId = :tenant and c.id.directoryId = :directory and c.id.contactId > :after
			order by c.id.contactId""")
	List<ContactRow> findPage(String tenant, UUID directory, UUID after, Limit limit);

	@Query(nativeQuery = true, value = """
			select exists (select from directory where tenant_id = :tenant and directory_id = :directory)""")
	boolean existsDirectory(String tenant, UUID directory);

	@Modifying
	@Query("delete from ContactRow c where c.id = :id")
	int delete(ContactId id);

}
