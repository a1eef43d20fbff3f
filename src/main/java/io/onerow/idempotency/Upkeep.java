package io.onerow.idempotency;

import java.time.Clock;
import java.util.List;

import io.onerow.background.Repeated;
import io.onerow.background.Share;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.stereotype.Component;

/** Removes the keys that are over, in small steps. */
@Component
class Upkeep extends Repeated {

	private static final Share SHARE = new Share(0.2);

	private final KeyRepository keys;

	private final Tenants tenants;

	private final IdempotencyProperties properties;

	private final Clock clock;

	Upkeep(KeyRepository keys, Tenants tenants, IdempotencyProperties properties, Clock clock) {
		super("idempotency-purge", properties.pause(), properties.pause());
		this.keys = keys;
		this.tenants = tenants;
		this.properties = properties;
		this.clock = clock;
	}

	@Override
	protected void run() throws InterruptedException {
		for (List<TenantId> some : this.tenants.pages()) {
			for (TenantId tenant : some) {
				purge(tenant);
			}
		}
	}

	private void purge(TenantId tenant) throws InterruptedException {
		int size = this.properties.size();
		int removed;
		do {
			removed = SHARE.take(() -> this.keys.purge(tenant, this.clock.instant(), size));
		}
		while (removed == size);
	}

}
