package io.onerow.policy;

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

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = """
			insert into match_policy (tenant_id, scope, policy, on_doubt, request_may_choose, region, survivorship)
			values (:tenant, :scope, :policy, :onDoubt, :requestMayChoose, cast(:region as text),
				:survivorship)
			on conflict (tenant_id, scope) do update set policy = excluded.policy, on_doubt = excluded.on_doubt,
				request_may_choose = excluded.request_may_choose, region = excluded.region,
				survivorship = excluded.survivorship""")
	void put(String tenant, String scope, String policy, String onDoubt, boolean requestMayChoose,
			@Nullable String region, String survivorship);

	@Modifying
	@Transactional
	@Query(nativeQuery = true, value = "delete from match_policy where tenant_id = :tenant and scope = :scope")
	void delete(String tenant, String scope);

}
