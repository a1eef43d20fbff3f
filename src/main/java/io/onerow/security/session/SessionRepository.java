package io.onerow.security.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of all tenants; every query names one. */
interface SessionRepository extends Repository<StoredSession, StoredSession.Key> {

	/** With its user, in one statement, which alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<StoredSession> findById(StoredSession.Key id);

	/**
	 * Opens a session; empty if the user is gone or disabled, or has another password
	 * than the one that was compared. It waits for whoever is changing the user, and who
	 * comes later to change it ends the session.
	 */
	@Query(nativeQuery = true, value = """
			insert into user_session (tenant_id, token_hash, user_id, expires_at)
			select tenant_id, :hash, user_id, :expiry from app_user
			where tenant_id = :tenant and user_id = :user and enabled and password_hash = :compared
			for share
			returning 1""")
	Optional<Integer> open(String tenant, byte[] hash, UUID user, String compared, Instant expiry);

	/** The same for a browser, which is over at the end at the latest. */
	@Query(nativeQuery = true, value = """
			insert into user_session (tenant_id, token_hash, user_id, expires_at, ends_at)
			select tenant_id, :hash, user_id, :expiry, :end from app_user
			where tenant_id = :tenant and user_id = :user and enabled and password_hash = :compared
			for share
			returning 1""")
	Optional<Integer> openForBrowser(String tenant, byte[] hash, UUID user, String compared, Instant expiry,
			Instant end);

	/** Has a session of a browser last longer; empty if it was ended. */
	@Query(nativeQuery = true, value = """
			update user_session set expires_at = least(:expiry, ends_at)
			where tenant_id = :tenant and token_hash = :hash and ends_at is not null
			returning 1""")
	Optional<Integer> prolong(String tenant, byte[] hash, Instant expiry);

	/** Ends one session; empty if there is none. */
	@Query(nativeQuery = true,
			value = "delete from user_session where tenant_id = :tenant and token_hash = :hash returning 1")
	Optional<Integer> close(String tenant, byte[] hash);

	/** Opens a session beside another of the same user; empty if that was ended. */
	@Query(nativeQuery = true, value = """
			insert into user_session (tenant_id, token_hash, user_id, expires_at)
			select tenant_id, :hash, user_id, :expiry from user_session
			where tenant_id = :tenant and token_hash = :open
			returning 1""")
	Optional<Integer> renew(String tenant, byte[] open, byte[] hash, Instant expiry);

	/** Ends all sessions of a user. */
	@Query(nativeQuery = true, value = """
			with ended as (
				delete from user_session where tenant_id = :tenant and user_id = :user returning 1)
			select count(*) from ended""")
	void end(String tenant, UUID user);

	/** Removes some sessions that are over, but for those that another login removes. */
	@Query(nativeQuery = true, value = """
			with removed as (
				delete from user_session where tenant_id = :tenant and token_hash in (
					select token_hash from user_session
					where tenant_id = :tenant and expires_at <= :now limit 1000 for update skip locked)
				returning 1)
			select count(*) from removed""")
	void removeOver(String tenant, Instant now);

}
