package io.onerow.history;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.onerow.background.Repeated;
import io.onerow.background.Share;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.stereotype.Component;

/** Forgets old entries. */
@Component
class HistoryPruning extends Repeated {

	private final HistoryRepository entries;

	private final Tenants tenants;

	private final HistoryProperties properties;

	private final Clock clock;

	HistoryPruning(HistoryRepository entries, Tenants tenants, HistoryProperties properties, Clock clock) {
		super("history", properties.pause(), properties.pause());
		this.entries = entries;
		this.tenants = tenants;
		this.properties = properties;
		this.clock = clock;
	}

	/** Looks through all tenants once. */
	@Override
	protected void run() throws InterruptedException {
		for (List<TenantId> some : this.tenants.pages()) {
			for (TenantId tenant : some) {
				prune(tenant);
			}
		}
	}

	void prune(TenantId tenant) throws InterruptedException {
		Instant before = this.clock.instant().minus(this.properties.keep());
		Share share = new Share(this.properties.share());
		int size = this.properties.size();
		int forgotten;
		do {
			forgotten = share.take(() -> this.entries.prune(tenant, before, size));
		}
		while (forgotten == size);
	}

}
