package io.onerow.fullsync;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.onerow.erase.Erasable;
import io.onerow.tenant.TenantId;

import org.springframework.stereotype.Component;

/** That a record was sent for a full sync, or was missing. */
@Component
class ErasableSyncs implements Erasable {

	private final FullSyncRepository syncs;

	ErasableSyncs(FullSyncRepository syncs) {
		this.syncs = syncs;
	}

	@Override
	public void erase(TenantId tenant, Set<String> requests, Set<String> ids) {
		UUID[] records = ids.stream().map(Erasable::record).filter(Objects::nonNull).toArray(UUID[]::new);
		if (records.length > 0) {
			this.syncs.erase(tenant, records);
		}
	}

	@Override
	public int eraseAll(TenantId tenant, int size) {
		int unmarked = this.syncs.unmarkSome(tenant.value(), size);
		List<UUID> some = this.syncs.some(tenant.value(), 1);
		if (unmarked > 0 || some.isEmpty()) {
			return unmarked;
		}
		int purged = this.syncs.purge(tenant, some.get(0), size);
		return (purged > 0) ? purged : this.syncs.delete(tenant.value(), some.get(0));
	}

}
