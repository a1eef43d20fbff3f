package io.onerow.rekey;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives old records their new keys, tenant by tenant, and knows which tenants have none.
 */
@Component
public class Rekeying {

	private static final int TENANTS = 1_000;

	private final Tenants tenants;

	private final ObjectProvider<OldRecords> records;

	private final RekeyProperties properties;

	/** The tenants that had old records at the last look. */
	private final Set<TenantId> left = ConcurrentHashMap.newKeySet();

	private volatile boolean looked;

	/** Records of which a key was kept are tried again with each start of the service. */
	private boolean triedAll;

	Rekeying(Tenants tenants, ObjectProvider<OldRecords> records, RekeyProperties properties) {
		this.tenants = tenants;
		this.records = records;
		this.properties = properties;
	}

	/**
	 * Whether records of the tenant may still have old keys, so that an upsert must look
	 * for those too. Costs no look into the database; what a service of an old version
	 * writes is known at the next {@link #run}.
	 */
	public boolean mayBeLeft(TenantId tenant) {
		return (this.properties.enabled() && !this.looked) || this.left.contains(tenant);
	}

	/**
	 * Looks through all tenants once: first, in a moment, which have old records, so that
	 * upserts of the others need not look for those.
	 * @throws InterruptedException if the thread is interrupted, between two steps
	 */
	public void run() throws InterruptedException {
		forEachTenant(this::look);
		this.looked = true;
		forEachTenant((tenant) -> {
			renew(tenant);
			look(tenant);
		});
		this.triedAll = true;
	}

	private void forEachTenant(Step step) throws InterruptedException {
		List<TenantId> some = this.tenants.list(null, TENANTS);
		while (!some.isEmpty()) {
			for (TenantId tenant : some) {
				step.take(tenant);
			}
			some = this.tenants.list(some.get(some.size() - 1), TENANTS);
		}
	}

	void renew(TenantId tenant) throws InterruptedException {
		for (OldRecords old : this.records) {
			if (!this.triedAll || old.exist(tenant)) {
				renew(tenant, old);
			}
		}
	}

	void look(TenantId tenant) {
		if (this.records.stream().anyMatch((old) -> old.areSought() && old.exist(tenant))) {
			this.left.add(tenant);
		}
		else {
			this.left.remove(tenant);
		}
	}

	private void renew(TenantId tenant, OldRecords old) throws InterruptedException {
		@Nullable String place = null;
		do {
			long began = System.nanoTime();
			place = old.renew(tenant, place, this.properties.size());
			rest(System.nanoTime() - began);
		}
		while (place != null);
	}

	/** Leaves the rest of the time to those who wait for an answer. */
	private void rest(long worked) throws InterruptedException {
		double share = Math.max(0.01, Math.min(1, this.properties.share()));
		long nanos = (long) (worked * (1 - share) / share);
		Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
	}

	/** What is done for each tenant. */
	@FunctionalInterface
	private interface Step {

		void take(TenantId tenant) throws InterruptedException;

	}

}
