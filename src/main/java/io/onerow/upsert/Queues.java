package io.onerow.upsert;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Timer;

/**
 * Where those wait, of each directory in the order in which they came, who will wait for
 * locks of the database: there each would hold one of the few connections, which others
 * need, and a directory has no more than a few.
 */
final class Queues {

	/** Of one directory: who holds the locks, and who has them next. */
	private static final int LEAST = 2;

	/** Of 16 connections. */
	private static final int MOST = 4;

	private final Cache<Object, Semaphore> places = Caffeine.newBuilder().weakValues().build();

	private final int abreast = Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().availableProcessors()));

	private final Duration wait;

	private final Timer waits;

	/**
	 * @param waits told how long one has waited who had to
	 */
	Queues(Duration wait, Timer waits) {
		this.wait = wait;
		this.waits = waits;
	}

	/**
	 * Does what waits for locks in the scope.
	 * @throws TooMuchContention if its place in the queue does not come in time
	 */
	<T> T pass(Object scope, Supplier<T> work) {
		Semaphore queue = this.places.get(scope, (key) -> new Semaphore(this.abreast, true));
		take(queue);
		try {
			return work.get();
		}
		finally {
			queue.release();
		}
	}

	private void take(Semaphore queue) {
		try {
			// a time of none is still a place behind those who wait
			if (!queue.tryAcquire(0, TimeUnit.NANOSECONDS) && !waitsFor(queue)) {
				throw new TooMuchContention(null);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TooMuchContention(ex);
		}
	}

	private boolean waitsFor(Semaphore queue) throws InterruptedException {
		long start = System.nanoTime();
		try {
			return queue.tryAcquire(this.wait.toNanos(), TimeUnit.NANOSECONDS);
		}
		finally {
			this.waits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

}
