package io.onerow.security.issuer;

import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The keys that tokens are signed with. */
interface SigningKeyRepository extends Repository<SigningKey, String> {

	/** All, newest first. */
	@Query(nativeQuery = true, value = "select * from signing_key order by created_at desc, kid")
	List<SigningKey> all();

	/** Waits until nobody else has the lock, and holds it until the transaction ends. */
	@Query(nativeQuery = true, value = "select 1 from pg_advisory_xact_lock(:lock)")
	void lock(long lock);

	/** Needs a transaction. */
	@Modifying
	@Query(nativeQuery = true, value = "delete from signing_key where kid = :kid")
	void remove(String kid);

	/** Needs a transaction. */
	@Modifying
	@Query(nativeQuery = true, value = "insert into signing_key (kid, jwk) values (:kid, :jwk)")
	void add(String kid, String jwk);

}
