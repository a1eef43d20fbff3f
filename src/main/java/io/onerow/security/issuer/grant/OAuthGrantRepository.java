package io.onerow.security.issuer.grant;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What users have allowed clients; every query names a tenant. */
interface OAuthGrantRepository extends Repository<OAuthGrant, OAuthGrant.Key> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<OAuthGrant> findById(OAuthGrant.Key id);

	OAuthGrant save(OAuthGrant grant);

	/** Puts a refresh token in the place of the one that was shown, if that is good. */
	@Query(nativeQuery = true, value = """
			update oauth_grant set token_hash = :next, redeemed = true, expires_at = :expiry
			where tenant_id = :tenant and grant_id = :grant and token_hash = :shown
			returning 1""")
	Optional<Integer> rotate(String tenant, UUID grant, byte[] shown, byte[] next, Instant expiry);

	/** Revokes all tokens of a grant. */
	@Query(nativeQuery = true,
			value = "delete from oauth_grant where tenant_id = :tenant and grant_id = :grant returning 1")
	Optional<Integer> remove(String tenant, UUID grant);

	/** Revokes all that a user has allowed. */
	@Query(nativeQuery = true, value = """
			with revoked as (
				delete from oauth_grant where tenant_id = :tenant and user_id = :user returning 1)
			select count(*) from revoked""")
	void removeOf(String tenant, UUID user);

	/** Removes some that are over, but for those that another login removes. */
	@Query(nativeQuery = true, value = """
			with removed as (
				delete from oauth_grant where tenant_id = :tenant and grant_id in (
					select grant_id from oauth_grant
					where tenant_id = :tenant and expires_at <= :now limit 1000 for update skip locked)
				returning 1)
			select count(*) from removed""")
	void removeOver(String tenant, Instant now);

}
