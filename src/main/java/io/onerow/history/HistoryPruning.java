package io.onerow.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets old entries, again and again, on a thread of its own. */
@Component
class HistoryPruning implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(HistoryPruning.class);

	private static final int TENANTS = 1_000;

	private final HistoryRepository entries;

	private final Tenants tenants;

	private final HistoryProperties properties;

	private final Clock clock;

	private @Nullable Thread thread;

	HistoryPruning(HistoryRepository entries, Tenants tenants, HistoryProperties properties, Clock clock) {
		this.entries = entries;
		this.tenants = tenants;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Looks through all tenants once.
	 * @throws InterruptedException if the thread is interrupted, between two steps
	 */
	void run() throws InterruptedException {
		List<TenantId> some = this.tenants.list(null, TENANTS);
		while (!some.isEmpty()) {
			for (TenantId tenant : some) {
				prune(tenant);
			}
			some = this.tenants.list(some.get(some.size() - 1), TENANTS);
		}
	}

	void prune(TenantId tenant) throws InterruptedException {
		Instant before = this.clock.instant().minus(this.properties.keep());
		int forgotten;
		do {
			long began = System.nanoTime();
			forgotten = this.entries.prune(tenant, before, this.properties.size());
			rest(System.nanoTime() - began);
		}
		while (forgotten == this.properties.size());
	}

	/** Leaves the rest of the time to those who wait for an answer. */
	private void rest(long worked) throws InterruptedException {
		double share = this.properties.share();
		Thread.sleep(Duration.ofNanos((long) (worked * (1 - share) / share)).toMillis());
	}

	@Override
	public void start() {
		Thread started = new Thread(this::loop, "history");
		started.setDaemon(true);
		started.start();
		this.thread = started;
	}

	private void loop() {
		try {
			while (true) {
				Thread.sleep(this.properties.pause().toMillis());
				runOnce();
			}
		}
		catch (InterruptedException ex) {
			// the service ends; what is forgotten is forgotten
		}
	}

	private void runOnce() throws InterruptedException {
		try {
			run();
		}
		catch (RuntimeException ex) {
			// whatever it is, the loop goes on
			log.warn("History is pruned later: {}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void stop() {
		Thread started = this.thread;
		this.thread = null;
		if (started != null) {
			started.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
