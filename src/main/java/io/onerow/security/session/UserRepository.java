package io.onerow.security.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The users of all tenants, among whom an address is unique. */
interface UserRepository extends Repository<User, User.Key> {

	@Query(nativeQuery = true, value = "select * from app_user where email_key = :email")
	Optional<User> find(String email);

	/** A statement alone needs no transaction. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<User> findById(User.Key id);

	/**
	 * Stores the user if the address is unknown.
	 * @param scopes with spaces between
	 */
	@Query(nativeQuery = true, value = """
			insert into app_user (tenant_id, user_id, email_key, password_hash, scopes, created_at)
			values (:tenant, :id, :email, :hash, string_to_array(:scopes, ' '), :now)
			on conflict do nothing returning 1""")
	void ensure(String tenant, UUID id, String email, String hash, String scopes, Instant now);

	/** Those of a tenant, by id. */
	@Query(nativeQuery = true, value = """
			select * from app_user where tenant_id = :tenant and user_id > :after order by user_id limit :size""")
	List<User> page(String tenant, UUID after, int size);

	/** One until the end of the transaction. */
	@Query(nativeQuery = true, value = "select * from app_user where tenant_id = :tenant and user_id = :id for update")
	Optional<User> lock(String tenant, UUID id);

	/**
	 * Keeps the user as it is until the end of the transaction; empty if it is gone or
	 * disabled, or has another password than the one that was compared. It waits for
	 * whoever is changing it.
	 */
	@Query(nativeQuery = true, value = """
			select 1 from app_user
			where tenant_id = :tenant and user_id = :id and enabled and password_hash = :compared
			for share""")
	Optional<Integer> keep(String tenant, UUID id, String compared);

	/**
	 * Stores the user; empty if the address is known.
	 * @param scopes those of the role, with spaces between, for services that know none
	 */
	@Query(nativeQuery = true, value = """
			insert into app_user (tenant_id, user_id, email_key, password_hash, role, scopes, created_at)
			values (:tenant, :id, :email, :hash, :role, string_to_array(:scopes, ' '), :now)
			on conflict do nothing returning 1""")
	Optional<Integer> create(String tenant, UUID id, String email, String hash, String role, String scopes,
			Instant now);

	/**
	 * Replaces what a user may do.
	 * @param role an empty text for none
	 * @param scopes with spaces between
	 */
	@Query(nativeQuery = true, value = """
			update app_user set role = nullif(:role, ''), scopes = string_to_array(:scopes, ' '), enabled = :enabled
			where tenant_id = :tenant and user_id = :id returning 1""")
	Optional<Integer> change(String tenant, UUID id, String role, String scopes, boolean enabled);

	@Query(nativeQuery = true, value = """
			update app_user set password_hash = :hash where tenant_id = :tenant and user_id = :id returning 1""")
	Optional<Integer> rehash(String tenant, UUID id, String hash);

	/** Deletes a user with all sessions and grants. */
	@Query(nativeQuery = true, value = "delete from app_user where tenant_id = :tenant and user_id = :id returning 1")
	Optional<Integer> delete(String tenant, UUID id);

}
