package io.onerow.account;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of all tenants; every query names one. */
interface AccountRepository extends Repository<StoredAccount, AccountId>, AccountFunctions, AccountLists, OldAccounts {

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredAccount> findById(AccountId id);

	@Query("select count(a) from StoredAccount a where a.id.tenantId = :tenant and a.connectionId = :connection")
	long count(String tenant, String connection);

}
