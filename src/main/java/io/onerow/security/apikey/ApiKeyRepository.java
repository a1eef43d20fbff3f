package io.onerow.security.apikey;

import java.time.Instant;
import java.util.List;
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

	/** Those of a tenant, by id. */
	@Query(nativeQuery = true, value = """
			select * from api_key where tenant_id = :tenant and key_id > :after order by key_id limit :size""")
	List<ApiKey> page(String tenant, String after, int size);

	/** One that is not revoked, until the end of the transaction. */
	@Query(nativeQuery = true, value = """
			select * from api_key where tenant_id = :tenant and key_id = :id and revoked_at is null for update""")
	Optional<ApiKey> lock(String tenant, String id);

	/**
	 * Stores a new key.
	 * @param scopes with spaces between
	 * @param name an empty text for none
	 */
	@Query(nativeQuery = true, value = """
			insert into api_key (tenant_id, key_id, hash, scopes, name, created_at)
			values (:tenant, :id, :hash, string_to_array(:scopes, ' '), nullif(:name, ''), :now) returning 1""")
	void create(String tenant, String id, byte[] hash, String scopes, String name, Instant now);

	/**
	 * Replaces what a key may do, and what it is called.
	 * @param scopes with spaces between
	 * @param name an empty text for none
	 */
	@Query(nativeQuery = true, value = """
			update api_key set scopes = string_to_array(:scopes, ' '), name = nullif(:name, '')
			where tenant_id = :tenant and key_id = :id returning 1""")
	Optional<Integer> change(String tenant, String id, String scopes, String name);

	@Query(nativeQuery = true, value = """
			update api_key set revoked_at = :now where tenant_id = :tenant and key_id = :id returning 1""")
	Optional<Integer> revoke(String tenant, String id, Instant now);

}
