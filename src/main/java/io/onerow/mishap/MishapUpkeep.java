package io.onerow.mishap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.onerow.background.Repeated;
import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;

import org.springframework.stereotype.Component;

/** Stores what was counted, and deletes what is old. */
@Component
class MishapUpkeep extends Repeated {

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private static final Duration KEPT = Duration.ofDays(31);

	private static final Duration PURGE = Duration.ofHours(1);

	private final Mishaps mishaps;

	private final MishapRepository stored;

	private final Tenants tenants;

	private final Clock clock;

	private Instant purged;

	MishapUpkeep(Mishaps mishaps, MishapRepository stored, Tenants tenants, Clock clock) {
		super("mishaps", PAUSE, PAUSE);
		this.mishaps = mishaps;
		this.stored = stored;
		this.tenants = tenants;
		this.clock = clock;
		this.purged = clock.instant();
	}

	@Override
	protected void run() {
		this.mishaps.store();
		Instant now = this.clock.instant();
		if (this.purged.plus(PURGE).isBefore(now)) {
			purge(now);
			this.purged = now;
		}
	}

	/** What is old by then. */
	void purge(Instant now) {
		for (List<TenantId> some : this.tenants.pages()) {
			this.stored.purge(some.stream().map(TenantId::value).toList(), now.minus(KEPT));
		}
	}

}
