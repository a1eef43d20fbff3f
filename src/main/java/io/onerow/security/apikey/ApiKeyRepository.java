package io.onerow.security.apikey;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The API keys of all tenants. A statement alone needs no transaction. */
interface ApiKeyRepository extends Repository<ApiKey, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<ApiKey> findById(String id);

	/** Stores the key if its id is unknown. */
	@Query(nativeQuery = true, value = """
			insert into api_key (tenant_id, key_id, hash) values (:tenant, :id, :hash)
			on conflict do nothing returning 1""")
	void ensure(String tenant, String id, byte[] hash);

}
