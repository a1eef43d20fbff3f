package io.onerow.security.issuer.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The OAuth clients of all tenants. A statement alone needs no transaction. */
interface OAuthClientRepository extends Repository<OAuthClient, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<OAuthClient> findById(String clientId);

	/** Whether some client that is not revoked has a scope. */
	@Query(nativeQuery = true, value = """
			select exists (select from oauth_client where revoked_at is null and :scope = any (scopes))""")
	boolean haveScope(String scope);

	/**
	 * Stores the client if its id is unknown.
	 * @param scopes with spaces between
	 * @param redirectUris likewise
	 */
	@Query(nativeQuery = true, value = """
			insert into oauth_client (tenant_id, client_id, secret_hash, scopes, redirect_uris)
			values (:tenant, :client, :hash, string_to_array(:scopes, ' '), string_to_array(:redirectUris, ' '))
			on conflict do nothing returning 1""")
	void ensure(String tenant, String client, String hash, String scopes, String redirectUris);

	/** Unless the secret has been rotated meanwhile. */
	@Query(nativeQuery = true, value = """
			update oauth_client set secret_hash = :hash where client_id = :client and secret_hash = :dated
			returning 1""")
	void replaceHash(String client, String dated, String hash);

	/** Those of a tenant, by id. */
	@Query(nativeQuery = true, value = """
			select * from oauth_client where tenant_id = :tenant and client_id > :after
			order by client_id limit :size""")
	List<OAuthClient> page(String tenant, String after, int size);

	/** One that is not revoked, until the end of the transaction. */
	@Query(nativeQuery = true, value = """
			select * from oauth_client where tenant_id = :tenant and client_id = :client and revoked_at is null
			for update""")
	Optional<OAuthClient> lock(String tenant, String client);

	/**
	 * Stores the client; empty if its id is known.
	 * @param scopes with spaces between
	 * @param redirectUris likewise
	 */
	@Query(nativeQuery = true, value = """
			insert into oauth_client (tenant_id, client_id, secret_hash, scopes, redirect_uris, created_at)
			values (:tenant, :client, :hash, string_to_array(:scopes, ' '), string_to_array(:redirectUris, ' '), :now)
			on conflict do nothing returning 1""")
	Optional<Integer> create(String tenant, String client, String hash, String scopes, String redirectUris,
			Instant now);

	/**
	 * Replaces what a client may do.
	 * @param scopes with spaces between
	 * @param redirectUris likewise
	 */
	@Query(nativeQuery = true, value = """
			update oauth_client set scopes = string_to_array(:scopes, ' '),
				redirect_uris = string_to_array(:redirectUris, ' ')
			where tenant_id = :tenant and client_id = :client returning 1""")
	Optional<Integer> change(String tenant, String client, String scopes, String redirectUris);

	/** Gives a client another secret, and keeps the one that it had. */
	@Query(nativeQuery = true, value = """
			update oauth_client set previous_hash = secret_hash, previous_until = :until, secret_hash = :hash
			where tenant_id = :tenant and client_id = :client returning 1""")
	Optional<Integer> rotate(String tenant, String client, String hash, Instant until);

	@Query(nativeQuery = true, value = """
			update oauth_client set revoked_at = :now where tenant_id = :tenant and client_id = :client
			returning 1""")
	Optional<Integer> revoke(String tenant, String client, Instant now);

}
