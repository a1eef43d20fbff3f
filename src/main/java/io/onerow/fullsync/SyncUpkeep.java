package io.onerow.fullsync;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.onerow.background.Repeated;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.stereotype.Component;

/**
 * Cancels the full syncs that nobody closes, has those go on whose job was not begun as
 * the service ended, and deletes those that are over.
 */
@Component
class SyncUpkeep extends Repeated {

	private static final int AT_ONCE = 10_000;

	private final FullSyncRepository stored;

	private final FullSyncs syncs;

	private final SyncProperties properties;

	private final Tenants tenants;

	private final Clock clock;

	SyncUpkeep(FullSyncRepository stored, FullSyncs syncs, SyncProperties properties, Tenants tenants, Clock clock) {
		super("syncs-purge", properties.pause(), properties.pause());
		this.stored = stored;
		this.syncs = syncs;
		this.properties = properties;
		this.tenants = tenants;
		this.clock = clock;
	}

	@Override
	protected void run() {
		for (List<TenantId> some : this.tenants.pages()) {
			some.forEach(this::look);
		}
	}

	/** At what a tenant has of them. */
	void look(TenantId tenant) {
		Instant now = this.clock.instant();
		Instant before = now.minus(this.properties.keep());
		this.stored.expired(tenant.value(), before).forEach((id) -> this.stored.cancel(tenant.value(), id, now));
		this.stored.left(tenant.value()).forEach((id) -> this.syncs.goOn(tenant, id));
		this.stored.over(tenant.value(), before).forEach((id) -> delete(tenant, id));
	}

	private void delete(TenantId tenant, UUID id) {
		int deleted;
		do {
			deleted = this.stored.purge(tenant, id, AT_ONCE);
		}
		while (deleted > 0);
		this.stored.delete(tenant.value(), id);
	}

}
