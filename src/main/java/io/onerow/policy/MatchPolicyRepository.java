package io.onerow.policy;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The policies of all tenants; every query names the tenant. */
interface MatchPolicyRepository extends Repository<StoredMatchPolicy, StoredMatchPolicy.Key> {

	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	@Query(nativeQuery = true, value = "select * from match_policy where tenant_id = :tenant")
	List<StoredMatchPolicy> all(String tenant);

	/**
	 * One that asks for an index of evidence is complete if that is kept already.
	 * @param words policy, what becomes of doubts, and survivorship
	 * @param asking the policies that ask for the index of the scope
	 */
	@Modifying
	@Query(nativeQuery = true,
			value = """
					insert into match_policy (tenant_id, scope, policy, on_doubt, request_may_choose, region, survivorship, aliases,
						complete, asked_at)
					select :tenant, :scope, w.words[1], w.words[2], :requestMayChoose, cast(:region as text), w.words[3], :aliases,
						w.words[1] <> all (w.asking) or exists (
							select from match_policy m
							where m.tenant_id = :tenant and m.policy = any (w.asking) and m.complete
								and (m.scope = 'customers') = (:scope = 'customers')
						), clock_timestamp()
					from (select cast(:words as text[]) as words, cast(:asking as text[]) as asking) as w
					on conflict (tenant_id, scope) do update set policy = excluded.policy, on_doubt = excluded.on_doubt,
						request_may_choose = excluded.request_may_choose, region = excluded.region,
						survivorship = excluded.survivorship, aliases = excluded.aliases,
						complete = excluded.complete, asked_at = excluded.asked_at""")
	void put(String tenant, String scope, String[] words, boolean requestMayChoose, @Nullable String region,
			boolean aliases, String[] asking);

	/** Those that have waited for that index since before then have it. */
	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			update match_policy set complete = true
			where tenant_id = :tenant and not complete and asked_at <= :begun
				and (scope = 'customers') = :customers""")
	void complete(String tenant, boolean customers, Instant begun);

	/** Those that wait for that index. */
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	@Query(nativeQuery = true, value = """
			select * from match_policy
			where tenant_id = :tenant and not complete and (scope = 'customers') = :customers""")
	List<StoredMatchPolicy> waiting(String tenant, boolean customers);

	@Modifying
	@Query(nativeQuery = true, value = "delete from match_policy where tenant_id = :tenant and scope = :scope")
	void delete(String tenant, String scope);

}
