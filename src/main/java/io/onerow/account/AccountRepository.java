package io.onerow.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of all tenants; every query names one. */
interface AccountRepository extends Repository<StoredAccount, AccountId>, AccountFunctions, AccountLists, OldAccounts {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredAccount> findById(AccountId id);

	@Query(nativeQuery = true,
			value = "select count(*) from account where tenant_id = :tenant and connection_id = :connection")
	long count(String tenant, String connection);

	/** The version of an account that nobody else changes until the transaction ends. */
	@Query(nativeQuery = true,
			value = "select version from account where tenant_id = :tenant and account_id = :account for update")
	Optional<Long> lock(String tenant, UUID account);

}
