package io.onerow.security.session;

import java.time.Instant;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * What accounts may fail, by the hash of the account. Each query is one statement, and a
 * transaction of its own where none is open; what is empty has changed nothing.
 */
interface LoginAllowanceRepository extends Repository<LoginAllowance, LoginAllowance.Key> {

	@Query(nativeQuery = true, value = "select * from login_allowance where email_hash = :account and payer = :payer")
	Optional<LoginAllowance> find(byte[] account, String payer);

	/** The same, once all that pay just now have paid. */
	@Query(nativeQuery = true,
			value = "select * from login_allowance where email_hash = :account and payer = :payer for update")
	Optional<LoginAllowance> await(byte[] account, String payer);

	/**
	 * Uses up one, if what is used up has come back by the limit.
	 * @param once when the one has come back if nothing else was used up
	 */
	@Query(nativeQuery = true, value = """
			insert into login_allowance (email_hash, payer, spent_until) values (:account, :payer, :once)
			on conflict (email_hash, payer) do update set spent_until =
				excluded.spent_until + greatest(login_allowance.spent_until - :now, interval '0')
			where login_allowance.spent_until <= :limit
			returning 1""")
	Optional<Integer> pay(byte[] account, String payer, Instant once, Instant now, Instant limit);

	/**
	 * Uses up one that has not come back, if what is used up will have by then.
	 * @param every the time in which one comes back, as ISO 8601 has it
	 */
	@Query(nativeQuery = true, value = """
			update login_allowance set spent_until = spent_until + cast(:every as interval)
			where email_hash = :account and payer = :payer and spent_until <= :longest
			returning *""")
	Optional<LoginAllowance> payAhead(byte[] account, String payer, String every, Instant longest);

	@Query(nativeQuery = true, value = """
			with removed as (delete from login_allowance where spent_until <= :now returning 1)
			select count(*) from removed""")
	void removeSpentUntil(Instant now);

}
