package io.onerow.rekey;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.onerow.background.Share;
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
		for (List<TenantId> some : this.tenants.pages()) {
			some.forEach(this::look);
		}
		this.looked = true;
		for (List<TenantId> some : this.tenants.pages()) {
			for (TenantId tenant : some) {
				renew(tenant);
				look(tenant);
			}
		}
		this.triedAll = true;
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
		Share share = new Share(this.properties.share());
		@Nullable String place = null;
		do {
			String from = place;
			place = share.take(() -> old.renew(tenant, from, this.properties.size()));
		}
		while (place != null);
	}

}
