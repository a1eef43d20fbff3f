package io.onerow.security.session;

import java.time.Instant;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Accounts at network addresses, by the hashes of both. Each query is one statement, and
 * a transaction of its own where none is open; what is empty has changed nothing.
 */
interface LoginPairRepository extends Repository<LoginPair, LoginPair.Key> {

	@Query(nativeQuery = true,
			value = "select * from login_pair where email_hash = :account and network_hash = :network")
	Optional<LoginPair> find(byte[] account, byte[] network);

	/** Counts a failure, unless so many lock the pair already. */
	@Query(nativeQuery = true, value = """
			insert into login_pair (email_hash, network_hash, failures, failures_until, kept_until)
			values (:account, :network, 1, :until, :until)
			on conflict (email_hash, network_hash) do update set failures_until = excluded.failures_until,
				kept_until = greatest(login_pair.kept_until, excluded.kept_until),
				failures = case when login_pair.failures_until <= :now then 1 else login_pair.failures + 1 end
			where login_pair.failures_until <= :now or login_pair.failures < :locking
			returning 1""")
	Optional<Integer> fail(byte[] account, byte[] network, Instant until, Instant now, int locking);

	/** Forgets all failures and knows the address, unless so many lock the pair. */
	@Query(nativeQuery = true, value = """
			insert into login_pair (email_hash, network_hash, known_until, kept_until)
			values (:account, :network, :known, :known)
			on conflict (email_hash, network_hash) do update set failures = 0, failures_until = '-infinity',
				known_until = excluded.known_until, kept_until = excluded.kept_until, turn_at = null
			where login_pair.failures_until <= :now or login_pair.failures < :locking
			returning 1""")
	Optional<Integer> succeed(byte[] account, byte[] network, Instant known, Instant now, int locking);

	/** Uses the turn, if it has come and is not over. */
	@Query(nativeQuery = true, value = """
			update login_pair set turn_at = null
			where email_hash = :account and network_hash = :network and turn_at <= :now and turn_at > :over
			returning 1""")
	Optional<Integer> takeTurn(byte[] account, byte[] network, Instant now, Instant over);

	/** Locks the pair, which is created if there is none. */
	@Query(nativeQuery = true, value = """
			insert into login_pair (email_hash, network_hash, kept_until) values (:account, :network, :now)
			on conflict (email_hash, network_hash) do update set kept_until = login_pair.kept_until
			returning *""")
	LoginPair lock(byte[] account, byte[] network, Instant now);

	@Query(nativeQuery = true, value = """
			update login_pair set turn_at = :turn, kept_until = greatest(kept_until, :kept)
			where email_hash = :account and network_hash = :network
			returning 1""")
	void setTurn(byte[] account, byte[] network, Instant turn, Instant kept);

	@Query(nativeQuery = true, value = """
			with removed as (delete from login_pair where kept_until <= :now returning 1)
			select count(*) from removed""")
	void removeKeptUntil(Instant now);

}
