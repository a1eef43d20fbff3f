package io.onerow.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.audit.AuditTrail;
import io.onerow.cache.Remembered;
import io.onerow.matching.Policy;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The policies of the tenants: of a directory its own, else that of its tenant. All of a
 * tenant are remembered for {@link #REMEMBERED}: so late do other instances of the
 * service learn of a change.
 */
@Component
public class MatchPolicies implements KeptEvidence {

	public static final Duration REMEMBERED = Duration.ofSeconds(10);

	/** The kind of the job that completes the index of evidence of a tenant. */
	public static final String EVIDENCE = "evidence";

	private static final String KIND = "policy";

	private static final int CAPACITY = 10_000;

	/** Of a tenant, as all are read at once. */
	private static final int MOST = 1_000;

	private final MatchPolicyRepository policies;

	private final TransactionTemplate transaction;

	private final Remembered<TenantId, Known> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final Tenants tenants;

	private final AuditTrail audit;

	MatchPolicies(MatchPolicyRepository policies, Tenants tenants, AuditTrail audit, TransactionTemplate transaction) {
		this.policies = policies;
		this.tenants = tenants;
		this.audit = audit;
		this.transaction = transaction;
	}

	/**
	 * What counts in a directory for a request, as far as this instance knows; asks the
	 * database rarely.
	 * @throws PolicyRefused if the request asks for another and may not
	 */
	public MatchPolicy of(TenantId tenant, PolicyScope directory, WriteContext request) {
		Known all = known(tenant);
		return nearest(all.policies, directory).of(request, all.isIndexed);
	}

	/**
	 * The same for who only looks, and so may name any policy; null for that of the
	 * directory.
	 * @throws PolicyRefused if it needs the index of evidence, which is not complete
	 */
	public MatchPolicy of(TenantId tenant, PolicyScope directory, @Nullable Policy named) {
		Known all = known(tenant);
		return nearest(all.policies, directory).named(named, all.isIndexed);
	}

	@Override
	public boolean keepEvidence(TenantId tenant) {
		return known(tenant).keepsEvidence;
	}

	@Override
	public boolean keepAliases(TenantId tenant) {
		return known(tenant).keepsAliases;
	}

	/** Whether all contacts of the tenant are in the index of evidence. */
	public boolean isIndexed(TenantId tenant) {
		return known(tenant).isIndexed;
	}

	private Known known(TenantId tenant) {
		return this.known.find(tenant, () -> Optional.of(Known.of(read(tenant)))).orElse(Known.NONE);
	}

	/** What is stored for a scope now, or else for its tenant. */
	public Told get(TenantId tenant, PolicyScope scope) {
		Map<String, MatchPolicy> all = read(tenant);
		return new Told(nearest(all, scope), all.containsKey(scope.name()) ? scope : PolicyScope.TENANT);
	}

	/**
	 * Stores the policy of a scope, in place of what was; null has a scope follow its
	 * tenant again, and a tenant the wires. It is in the audit trail.
	 * @throws TooManyPolicies if the tenant has too many already
	 */
	public void put(TenantId tenant, PolicyScope scope, @Nullable MatchPolicy policy) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenants.lock(tenant);
			Map<String, MatchPolicy> all = read(tenant);
			MatchPolicy before = all.get(scope.name());
			if (before == null && policy != null && all.size() >= MOST) {
				throw new TooManyPolicies(MOST);
			}
			Audited was = Audited.of(before);
			Audited is = Audited.of(policy);
			if (!Objects.equals(was, is)) {
				store(tenant, scope, policy);
				this.audit.note(tenant, "change", KIND, scope.name(), was, is);
			}
		});
		this.known.forget(tenant);
	}

	/**
	 * Since when the last of the policies waits for the index of evidence; empty if none
	 * does.
	 */
	public Optional<Instant> waiting(TenantId tenant) {
		return this.policies.waiting(tenant.value())
			.stream()
			.map(StoredMatchPolicy::askedAt)
			.max(Comparator.naturalOrder());
	}

	/** Has those count that have waited for the index since before then. */
	public void complete(TenantId tenant, Instant begun) {
		this.policies.complete(tenant.value(), begun);
		this.known.forget(tenant);
	}

	private void store(TenantId tenant, PolicyScope scope, @Nullable MatchPolicy policy) {
		if (policy == null) {
			this.policies.delete(tenant.value(), scope.name());
			return;
		}
		String[] words = { policy.policy().toString(), policy.onDoubt().toString(), policy.survivorship().toString() };
		this.policies.put(tenant.value(), scope.name(), words, policy.requestMayChoose(), policy.region(),
				policy.aliases());
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
	 * All of a tenant.
	 *
	 * @param keepsEvidence whether one of them needs the index of evidence
	 * @param isIndexed whether that is complete
	 * @param keepsAliases whether one of them keeps aliases, or would for a request
	 */
	private record Known(Map<String, MatchPolicy> policies, boolean keepsEvidence, boolean isIndexed,
			boolean keepsAliases) {

		static final Known NONE = of(Map.of());

		static Known of(Map<String, MatchPolicy> policies) {
			List<MatchPolicy> corroborated = policies.values()
				.stream()
				.filter((one) -> one.policy() == Policy.CORROBORATED)
				.toList();
			return new Known(policies, !corroborated.isEmpty(), corroborated.stream().anyMatch(MatchPolicy::complete),
					policies.values().stream().anyMatch(MatchPolicy::aliases));
		}

	}

	/**
	 * What counts in a scope.
	 *
	 * @param from the scope that it is stored for
	 */
	public record Told(MatchPolicy policy, PolicyScope from) {

	}

	/** A policy in the words of the wire. */
	private record Audited(String policy, String onDoubt, boolean requestMayChoose, @Nullable String region,
			String survivorship, boolean aliases) {

		static @Nullable Audited of(@Nullable MatchPolicy policy) {
			return (policy == null) ? null : new Audited(policy.policy().toString(), policy.onDoubt().toString(),
					policy.requestMayChoose(), policy.region(), policy.survivorship().toString(), policy.aliases());
		}

	}

}
