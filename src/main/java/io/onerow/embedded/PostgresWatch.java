package io.onerow.embedded;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the embedded PostgreSQL again when it has ended unasked, and ends the service if
 * it cannot, so that whoever watches the service starts both. As the last that starts
 * with the service it is the first that stops.
 */
final class PostgresWatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PostgresWatch.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	/** One that ends sooner after a start has not come back: the outage goes on. */
	private static final Duration STEADY = Duration.ofMinutes(1);

	private final EmbeddedPostgres postgres;

	private final OutageLimits limits;

	private final Runnable end;

	private volatile CountDownLatch stop = new CountDownLatch(0);

	private long away = System.nanoTime();

	private long back = this.away - STEADY.toNanos();

	PostgresWatch(EmbeddedPostgres postgres, OutageLimits limits, Runnable end) {
		this.postgres = postgres;
		this.limits = limits;
		this.end = end;
	}

	@Override
	public void start() {
		CountDownLatch mine = new CountDownLatch(1);
		this.stop = mine;
		Thread thread = new Thread(() -> watch(mine), "postgres-watch");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void stop() {
		this.stop.countDown();
	}

	@Override
	public boolean isRunning() {
		return this.stop.getCount() > 0;
	}

	private void watch(CountDownLatch stopped) {
		while (!isOver(stopped, PAUSE)) {
			if (!this.postgres.isRunning()) {
				restart(stopped);
			}
		}
	}

	private void restart(CountDownLatch stopped) {
		log.warn("The embedded PostgreSQL has ended; starting it again");
		long ended = System.nanoTime();
		if (ended - this.back >= STEADY.toNanos()) {
			this.away = ended;
		}
		Duration pause = PAUSE;
		for (String problem = startAgain(); problem != null; problem = startAgain()) {
			if (stopped.getCount() == 0) {
				return;
			}
			if (this.limits.endsAfter(outage(), this.postgres.room())) {
				log.error(
						"The embedded PostgreSQL has been away for {} s and does not start again: {} The service ends,"
								+ " so that whoever watches it starts it again.",
						outage().toSeconds(), problem);
				this.end.run();
				return;
			}
			log.warn("The embedded PostgreSQL does not start; trying again in {} ms. {} bytes are free for it. {}",
					pause.toMillis(), this.postgres.room(), problem);
			if (isOver(stopped, pause)) {
				return;
			}
			pause = longer(pause);
		}
		this.back = System.nanoTime();
		log.info("The embedded PostgreSQL runs again after {} ms", since(ended).toMillis());
	}

	private @Nullable String startAgain() {
		String problem = this.postgres.startAgain();
		return (problem != null) ? problem.replaceAll("\\s*\\R\\s*", " | ") : null;
	}

	private static Duration longer(Duration pause) {
		Duration twice = pause.multipliedBy(2);
		return (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
	}

	private Duration outage() {
		return since(this.away);
	}

	private static Duration since(long moment) {
		return Duration.ofNanos(System.nanoTime() - moment);
	}

	private static boolean isOver(CountDownLatch stopped, Duration pause) {
		try {
			return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

}
