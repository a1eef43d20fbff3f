package io.onerow.security.issuer.client;

import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The OAuth clients of all tenants. A statement alone needs no transaction. */
interface OAuthClientRepository extends Repository<OAuthClient, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<OAuthClient> findById(String clientId);

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

	@Query(nativeQuery = true,
			value = "update oauth_client set secret_hash = :hash where client_id = :client returning 1")
	void replaceHash(String client, String hash);

}
