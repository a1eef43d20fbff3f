package io.onerow.security.session;

import java.time.Instant;
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

}
