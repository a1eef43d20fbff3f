package io.onerow.security.secrets;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

/**
 * The threads that hash, and the only ones. They are the system's: a hash on a virtual
 * thread would hold one of the few that carry all requests. All they take is a quarter of
 * the processors; on fewer than four one thread rests between its hashes.
 */
@Component
class HashingThreads implements AutoCloseable {

	private static final long IDLE_SECONDS = 60;

	private final ThreadPoolExecutor pool;

	/** How long a thread rests after a hash, in times of what it took. */
	private final double rest;

	HashingThreads(SecurityLimits limits) {
		this.rest = limits.rest();
		AtomicInteger count = new AtomicInteger();
		this.pool = new ThreadPoolExecutor(limits.threads(), limits.threads(), IDLE_SECONDS, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(limits.hashingQueue()), (task) -> {
					Thread thread = new Thread(task, "hashing-" + count.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.pool.allowCoreThreadTimeOut(true);
	}

	/** What the hashing gives; throws {@link TryLater} if too many wait already. */
	<T> T run(Supplier<T> hashing) {
		FutureTask<T> task = new FutureTask<>(hashing::get);
		try {
			this.pool.execute(() -> runAndRest(task));
			return task.get();
		}
		catch (RejectedExecutionException ex) {
			throw TryLater.busy();
		}
		catch (InterruptedException ex) {
			task.cancel(false);
			Thread.currentThread().interrupt();
			throw TryLater.busy();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A secret cannot be hashed", ex.getCause());
		}
	}

	/** Whose secret it is does not wait for the rest. */
	private void runAndRest(Runnable hashing) {
		long start = System.nanoTime();
		hashing.run();
		LockSupport.parkNanos((long) ((System.nanoTime() - start) * this.rest));
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}
