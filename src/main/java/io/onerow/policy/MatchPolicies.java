package io.onerow.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.WriteContext;

import org.springframework.stereotype.Component;

/**
 * The policies of the tenants: of a directory its own, else that of its tenant. All of a
 * tenant are remembered for {@link #REMEMBERED}: so late do other instances of the
 * service learn of a change.
 */
@Component
public class MatchPolicies {

	static final Duration REMEMBERED = Duration.ofSeconds(10);

	private static final int CAPACITY = 10_000;

	/** Of a tenant, as all are read at once. */
	private static final int MOST = 1_000;

	private final MatchPolicyRepository policies;

	private final Remembered<TenantId, Map<String, MatchPolicy>> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	MatchPolicies(MatchPolicyRepository policies) {
		this.policies = policies;
	}

	/**
	 * What counts in a directory for a request, as far as this instance knows; asks the
	 * database rarely.
	 * @throws PolicyRefused if the request asks for another and may not
	 */
	public MatchPolicy of(TenantId tenant, PolicyScope directory, WriteContext request) {
		Map<String, MatchPolicy> all = this.known.find(tenant, () -> Optional.of(read(tenant))).orElse(Map.of());
		return nearest(all, directory).of(request);
	}

	/** What is stored for a scope now, or else for its tenant. */
	public Told get(TenantId tenant, PolicyScope scope) {
		Map<String, MatchPolicy> all = read(tenant);
		return new Told(nearest(all, scope), all.containsKey(scope.name()) ? scope : PolicyScope.TENANT);
	}

	/**
	 * Stores the policy of a scope, in place of what was.
	 * @throws TooManyPolicies if the tenant has too many already
	 */
	public void put(TenantId tenant, PolicyScope scope, MatchPolicy policy) {
		Map<String, MatchPolicy> all = read(tenant);
		if (all.size() >= MOST && !all.containsKey(scope.name())) {
			throw new TooManyPolicies(MOST);
		}
		this.policies.put(tenant.value(), scope.name(), policy.policy().toString(), policy.onDoubt().toString(),
				policy.requestMayChoose(), policy.region(), policy.survivorship().toString());
		this.known.forget(tenant);
	}

	/** Has a scope follow its tenant again, and a tenant the wires. */
	public void delete(TenantId tenant, PolicyScope scope) {
		this.policies.delete(tenant.value(), scope.name());
		this.known.forget(tenant);
	}

	private Map<String, MatchPolicy> read(TenantId tenant) {
		return this.policies.all(tenant.value())
			.stream()
			.collect(Collectors.toUnmodifiableMap(StoredMatchPolicy::scope, StoredMatchPolicy::toMatchPolicy));
	}

	private static MatchPolicy nearest(Map<String, MatchPolicy> all, PolicyScope scope) {
		if (all.isEmpty()) {
			return MatchPolicy.SEED;
		}
		MatchPolicy own = all.get(scope.name());
		return (own != null) ? own : all.getOrDefault(PolicyScope.TENANT.name(), MatchPolicy.SEED);
	}

	/**
	 * What counts in a scope.
	 *
	 * @param from the scope that it is stored for
	 */
	public record Told(MatchPolicy policy, PolicyScope from) {

	}

}
