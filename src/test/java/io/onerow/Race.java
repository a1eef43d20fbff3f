package io.onerow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Threads of their own that start at the same moment. The common pool has one worker on
 * two cores, and would hide a race.
 */
public final class Race {

	private static final long LIMIT_SECONDS = 120;

	private Race() {
	}

	/** Runs one task in each thread; what each gave, or the first failure. */
	public static <T> List<T> of(int threads, IntFunction<Callable<T>> task) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<T>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				Callable<T> mine = task.apply(i);
				running.add(pool.submit(() -> {
					start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
					return mine.call();
				}));
			}
			return results(running);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static <T> List<T> results(List<Future<T>> running)
			throws InterruptedException, ExecutionException, TimeoutException {
		List<T> results = new ArrayList<>();
		for (Future<T> one : running) {
			results.add(one.get(LIMIT_SECONDS, TimeUnit.SECONDS));
		}
		return results;
	}

}
