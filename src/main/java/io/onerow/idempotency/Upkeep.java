package io.onerow.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.onerow.tenant.TenantId;
import io.onerow.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Renews the leases of the requests that run, and removes what is over, each on a thread
 * of its own, so that neither waits for the other.
 */
@Component
class Upkeep implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

	private static final int TENANTS = 1_000;

	private final KeyedRequests requests;

	private final KeyRepository keys;

	private final Tenants tenants;

	private final IdempotencyProperties properties;

	private final Clock clock;

	private final List<Thread> threads = new ArrayList<>();

	Upkeep(KeyedRequests requests, KeyRepository keys, Tenants tenants, IdempotencyProperties properties, Clock clock) {
		this.requests = requests;
		this.keys = keys;
		this.tenants = tenants;
		this.properties = properties;
		this.clock = clock;
	}

	/** Removes all that is over, in small steps. */
	void purge() {
		List<TenantId> some = this.tenants.list(null, TENANTS);
		while (!some.isEmpty()) {
			some.forEach(this::purge);
			some = this.tenants.list(some.get(some.size() - 1), TENANTS);
		}
	}

	private void purge(TenantId tenant) {
		int removed;
		do {
			removed = this.keys.purge(tenant, this.clock.instant(), this.properties.size());
		}
		while (removed == this.properties.size());
	}

	/** Before the first request, and longer than the last one. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - (4 << 10);
	}

	@Override
	public void start() {
		this.threads.add(begin("idempotency-leases", this.requests.renewal(), this.requests::renew));
		this.threads.add(begin("idempotency-purge", this.properties.pause(), this::purge));
	}

	private static Thread begin(String name, Duration pause, Runnable task) {
		Thread thread = new Thread(() -> repeat(pause, task), name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static void repeat(Duration pause, Runnable task) {
		try {
			while (true) {
				Thread.sleep(pause.toMillis());
				runOnce(task);
			}
		}
		catch (InterruptedException ex) {
			// the service ends
		}
	}

	private static void runOnce(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// whatever it is, the loop goes on
			log.warn("Keys of requests are looked after later: {}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void stop() {
		this.threads.forEach(Thread::interrupt);
		this.threads.clear();
	}

	@Override
	public boolean isRunning() {
		return !this.threads.isEmpty();
	}

}
