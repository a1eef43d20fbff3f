package io.onerow.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.onerow.cache.Remembered;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.SourceRules;

import org.springframework.stereotype.Component;

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

	TenantSources(SourceRulesRepository rules) {
		this.rules = rules;
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
	 */
	public void putOwners(TenantId tenant, Map<String, Map<String, String>> owners) {
		this.rules.putOwners(tenant.value(), StoredSourceRules.json(owners));
		this.known.forget(tenant);
	}

	/** Stores which member tells the source's time, by wire, in place of all that was. */
	public void putTimeMembers(TenantId tenant, Map<String, String> members) {
		this.rules.putTimeMembers(tenant.value(), StoredSourceRules.json(members));
		this.known.forget(tenant);
	}

}
