package io.onerow.security;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The secret of seals. A statement alone needs no transaction. */
interface SealSecretRepository extends Repository<SealSecret, Integer> {

	@Query(nativeQuery = true, value = "select * from seal_secret")
	SealSecret get();

	/** Stores the secret if there is none. */
	@Query(nativeQuery = true,
			value = "insert into seal_secret (secret) values (:secret) on conflict do nothing returning 1")
	void ensure(byte[] secret);

}
