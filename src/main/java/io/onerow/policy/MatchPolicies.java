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

	/**
	 * What counts for the customers of a tenant, as far as this instance knows; asks the
	 * database rarely. Where nothing is said of them it is what the wire promises,
	 * whatever a request asks for.
	 * @throws PolicyRefused if the request asks for another and may not
	 */
	public MatchPolicy ofCustomers(TenantId tenant, WriteContext request) {
		MatchPolicy stored = known(tenant).ofCustomers();
		return (stored != null) ? stored.ofCustomers(request) : MatchPolicy.SEED;
	}

	/** Whether other sources may have keys of their own for customers of the tenant. */
	public boolean keepsCustomerKeys(TenantId tenant) {
		MatchPolicy stored = known(tenant).ofCustomers();
		return stored != null && stored.keepsAliases();
	}

	/** Whether all that is written to customers of the tenant goes into their index. */
	public boolean keepsCustomerEvidence(TenantId tenant) {
		MatchPolicy stored = known(tenant).ofCustomers();
		return stored != null && EvidenceIndex.CUSTOMERS.isNeededBy(stored.policy());
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
		boolean isOwn = all.containsKey(scope.name()) || scope.equals(PolicyScope.CUSTOMERS);
		return new Told(nearest(all, scope), isOwn ? scope : PolicyScope.TENANT);
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
	 * Since when the last of the policies waits for an index of evidence; empty if none
	 * does.
	 */
	public Optional<Instant> waiting(TenantId tenant, EvidenceIndex index) {
		return this.policies.waiting(tenant.value(), index == EvidenceIndex.CUSTOMERS)
			.stream()
			.map(StoredMatchPolicy::askedAt)
			.max(Comparator.naturalOrder());
	}

	/** Has those count that have waited for an index since before then. */
	public void complete(TenantId tenant, EvidenceIndex index, Instant begun) {
		this.policies.complete(tenant.value(), index == EvidenceIndex.CUSTOMERS, begun);
		this.known.forget(tenant);
	}

	private void store(TenantId tenant, PolicyScope scope, @Nullable MatchPolicy policy) {
		if (policy == null) {
			this.policies.delete(tenant.value(), scope.name());
			return;
		}
		String[] words = { policy.policy().toString(), policy.onDoubt().toString(), policy.survivorship().toString() };
		this.policies.put(tenant.value(), scope.name(), words, policy.requestMayChoose(), policy.region(),
				policy.aliases(), EvidenceIndex.of(scope).words());
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
		if (own == null && scope.equals(PolicyScope.CUSTOMERS)) {
			return MatchPolicy.SEED;
		}
		return (own != null) ? own : all.getOrDefault(PolicyScope.TENANT.name(), MatchPolicy.SEED);
	}

	/**
	 * All of a tenant.
	 *
	 * @param keepsEvidence whether one of contacts needs the index of evidence
	 * @param isIndexed whether that is complete
	 * @param keepsAliases whether one of contacts keeps aliases, or would for a request
	 */
	private record Known(Map<String, MatchPolicy> policies, boolean keepsEvidence, boolean isIndexed,
			boolean keepsAliases) {

		static final Known NONE = of(Map.of());

		static Known of(Map<String, MatchPolicy> policies) {
			List<MatchPolicy> ofContacts = policies.entrySet()
				.stream()
				.filter((one) -> !one.getKey().equals(PolicyScope.CUSTOMERS.name()))
				.map(Map.Entry::getValue)
				.toList();
			List<MatchPolicy> corroborated = ofContacts.stream()
				.filter((one) -> EvidenceIndex.CONTACTS.isNeededBy(one.policy()))
				.toList();
			return new Known(policies, !corroborated.isEmpty(), corroborated.stream().anyMatch(MatchPolicy::complete),
					ofContacts.stream().anyMatch(MatchPolicy::aliases));
		}

		@Nullable MatchPolicy ofCustomers() {
			return this.policies.get(PolicyScope.CUSTOMERS.name());
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
