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

	/**
	 * Stores the key if its id is unknown.
	 * @param scopes with spaces between
	 */
	@Query(nativeQuery = true, value = """
			insert into api_key (tenant_id, key_id, hash, scopes)
			values (:tenant, :id, :hash, string_to_array(:scopes, ' '))
			on conflict do nothing returning 1""")
	void ensure(String tenant, String id, byte[] hash, String scopes);

}
