package io.onerow.customer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onerow.matching.NameSearch;
import io.onerow.matching.Probes;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.KeyLocks;
import org.jspecify.annotations.Nullable;

/**
 * Whom an item has met that no customer has the key of: what it is looked for by, and who
 * was seen. It is written only if nobody has come since.
 *
 * @param language that a customer has who could be it
 * @param wanted what is looked for in the index of evidence; null if nothing is
 * @param seen the versions of the customers that were seen, by their ids
 */
record Meeting(CustomerKey key, String language, CustomerFacts facts, @Nullable List<Probes.Wanted> wanted,
		Map<Long, Long> seen) {

	/** No more rows of one key are looked at. */
	static final int MOST_OF_ONE_KEY = 10_000;

	/** Who has as much in common with more is in doubt. */
	static final int MOST = 100;

	/** The same, where these were seen. */
	Meeting having(Map<Long, Long> all) {
		return new Meeting(this.key, this.language, this.facts, this.wanted, all);
	}

	/** As customer_alike takes it; null if nothing is looked for. */
	@Nullable Map<String, Object> sought() {
		if (this.wanted == null) {
			return null;
		}
		Map<String, Object> sought = new LinkedHashMap<>();
		sought.put("families", this.wanted.stream().map((one) -> one.family().number()).toList());
		sought.put("keys", this.wanted.stream().map(Probes.Wanted::key).toList());
		sought.put("letters", this.wanted.stream().map(Probes.Wanted::letters).toList());
		sought.put("aparts", this.wanted.stream().map(Probes.Wanted::apart).toList());
		sought.put("surnameAparts", this.wanted.stream().map(Probes.Wanted::surnameApart).toList());
		sought.put("home", this.facts.probes().home());
		sought.put("language", this.language);
		sought.put("source", this.key.source());
		sought.put("sourceId", this.key.sourceId());
		return sought;
	}

	/** As customer_unmet takes it. */
	Map<String, Object> guard(TenantId tenant) {
		KeyLocks locks = locks(tenant);
		Map<String, Object> guard = new LinkedHashMap<>();
		guard.put("locks", locks.keys());
		guard.put("exclusive", locks.exclusive());
		guard.put("source", this.key.source());
		guard.put("sourceId", this.key.sourceId());
		guard.put("seen", List.copyOf(this.seen.keySet()));
		guard.put("versions", List.copyOf(this.seen.values()));
		Map<String, Object> sought = sought();
		if (sought != null) {
			guard.put("wanted", sought);
			guard.put("scan", MOST_OF_ONE_KEY);
			guard.put("most", MOST);
		}
		return guard;
	}

	/**
	 * All by which another one could find what is written: what it stands under is taken
	 * exclusively, what is looked for as shared.
	 */
	private KeyLocks locks(TenantId tenant) {
		KeyLocks locks = KeyLocks.of(CustomerKey.scope(tenant), List.of(this.key.inAnyLanguage()), List.of(), null);
		if (this.wanted == null) {
			return locks;
		}
		NameSearch name = (this.facts.name() != null) ? this.facts.name().natural() : null;
		Probes probes = this.facts.probes();
		return named((name != null) ? name.turned() : null, tenant, named(name, tenant, locks))
			.and(KeyLocks.of(CustomerKey.scope(tenant), probes.storedKeys(), probes.wantedKeys()));
	}

	private static KeyLocks named(@Nullable NameSearch name, TenantId tenant, KeyLocks others) {
		return (name != null) ? others.and(KeyLocks.of(CustomerKey.scope(tenant), List.of(), List.of(), name)) : others;
	}

}
