package io.onerow.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.audit.AuditTrail;
import io.onerow.cache.Remembered;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import io.onerow.upsert.SourceRules;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the tenants say of their sources. It is remembered for {@link #REMEMBERED}: so
 * late do other instances of the service learn of a change.
 */
@Component
public class TenantSources {

	static final Duration REMEMBERED = Duration.ofSeconds(10);

	private static final int CAPACITY = 100_000;

	private final SourceRulesRepository rules;

	private final Remembered<TenantId, SourceRules> known = new Remembered<>(
			Caffeine.newBuilder().maximumSize(CAPACITY).expireAfterWrite(REMEMBERED));

	private final Tenants tenants;

	private final AuditTrail audit;

	private final TransactionTemplate transaction;

	TenantSources(SourceRulesRepository rules, Tenants tenants, AuditTrail audit, TransactionTemplate transaction) {
		this.rules = rules;
		this.tenants = tenants;
		this.audit = audit;
		this.transaction = transaction;
	}

	/** What counts now, as far as this instance knows; asks the database rarely. */
	public SourceRules known(TenantId tenant) {
		return this.known.find(tenant, () -> Optional.of(get(tenant))).orElse(SourceRules.NONE);
	}

	/** What is stored now. */
	public SourceRules get(TenantId tenant) {
		return this.rules.findById(tenant.value()).map(StoredSourceRules::toSourceRules).orElse(SourceRules.NONE);
	}

	/**
	 * Stores which source owns which field, by kind and field, in place of all that was.
	 * It is in the audit trail.
	 */
	public void putOwners(TenantId tenant, Map<String, Map<String, String>> owners) {
		put(tenant, "ownership", SourceRules::owners, owners,
				() -> this.rules.putOwners(tenant.value(), StoredSourceRules.json(owners)));
	}

	/**
	 * Stores which member tells the source's time, by wire, in place of all that was. It
	 * is in the audit trail.
	 */
	public void putTimeMembers(TenantId tenant, Map<String, String> members) {
		put(tenant, "settings", (rules) -> Map.of("sourceTime", rules.timeMembers()), Map.of("sourceTime", members),
				() -> this.rules.putTimeMembers(tenant.value(), StoredSourceRules.json(members)));
	}

	private <T> void put(TenantId tenant, String kind, Function<SourceRules, T> part, T after, Runnable store) {
		this.transaction.executeWithoutResult((status) -> {
			this.tenants.lock(tenant);
			T before = part.apply(get(tenant));
			if (!before.equals(after)) {
				store.run();
				this.audit.note(tenant, "change", kind, tenant.value(), before, after);
			}
		});
		this.known.forget(tenant);
	}

}
