package io.onerow.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of all tenants; every query names one. */
interface AccountRepository extends Repository<AccountRow, AccountId> {

	AccountRow saveAndFlush(AccountRow account);

	/** Within the caller's transaction if there is one; alone it needs none. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<AccountRow> findById(AccountId id);

	@Query("""
			select a.id.accountId from AccountRow a
			where a.id.tenantId = :tenant and a.connectionId = :connection and a.sourceId = :source""")
	Optional<UUID> findIdBySource(String tenant, String connection, String source);

	@Query("select a from AccountRow a where a.id.tenantId = :tenant and a.id.accountId > :after order by a.id.accountId")
	List<AccountRow> findPage(String tenant, UUID after, Limit limit);

	@Modifying
	@Query(nativeQuery = true, value = """
			insert into directory (tenant_id, directory_id, kind) values (:tenant, :directory, 'account')""")
	void insertDirectory(String tenant, UUID directory);

	/** Takes the account and its contacts along. */
	@Modifying
	@Query(nativeQuery = true, value = """
			delete from directory where tenant_id = :tenant and directory_id = :directory and kind = 'account'""")
	int deleteDirectory(String tenant, UUID directory);

}
