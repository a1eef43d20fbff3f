package io.onerow.security.issuer.client;

import java.time.Instant;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The applications that registered themselves. */
interface OAuthRegistrationRepository extends Repository<OAuthRegistration, String> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	Optional<OAuthRegistration> findById(String clientId);

	OAuthRegistration save(OAuthRegistration registration);

	/** Keeps the registration for good; empty if it is kept already. */
	@Query(nativeQuery = true,
			value = "update oauth_registration set used = true where client_id = :client and not used returning 1")
	Optional<Integer> use(String client);

	/** Removes some that nobody has used, but for those that another one removes. */
	@Query(nativeQuery = true, value = """
			with removed as (
				delete from oauth_registration where not used and client_id in (
					select client_id from oauth_registration
					where not used and created_at <= :limit limit 1000 for update skip locked)
				returning 1)
			select count(*) from removed""")
	void removeUnused(Instant limit);

}
