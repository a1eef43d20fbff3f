package io.onerow.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What PostgreSQL does with the same rows by itself: 16 connections, each one prepared
 * upsert after the other.
 */
final class Floor {

	static final int CONNECTIONS = 16;

	private final Service service;

	private final Database database;

	Floor(Service service, Database database) {
		this.service = service;
		this.database = database;
	}

	Round run(Change change, int seconds) throws InterruptedException, ExecutionException, IOException {
		Histogram times = new ConcurrentHistogram(3);
		Cpu before = this.service.cpu();
		long start = System.nanoTime();
		long end = start + seconds * 1_000_000_000L;
		ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < CONNECTIONS; i++) {
				running.add(threads.submit(() -> {
					upsertUntil(end, change, times);
					return null;
				}));
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		double elapsed = (System.nanoTime() - start) / 1e9;
		return new Round(times.getTotalCount() / elapsed, times.getValueAtPercentile(50) / 1e6,
				times.getValueAtPercentile(99) / 1e6, this.service.cpu().since(before));
	}

	private void upsertUntil(long end, Change change, Histogram times) throws SQLException {
		try (Connection connection = this.database.connect();
				PreparedStatement upsert = connection.prepareStatement(change.sql())) {
			for (long before = System.nanoTime(); before < end;) {
				change.bind(upsert, change.sent().getAndIncrement());
				upsert.executeUpdate();
				long after = System.nanoTime();
				times.recordValue(after - before);
				before = after;
			}
		}
	}

	/**
	 * One upsert, again and again.
	 *
	 * @param sent how many were
	 */
	record Change(String sql, Binding binding, AtomicLong sent) {

		static Change of(String sql, Binding binding) {
			return new Change(sql, binding, new AtomicLong());
		}

		void bind(PreparedStatement upsert, long n) throws SQLException {
			this.binding.bind(upsert, n);
		}

	}

	/** Sets the parameters of the n-th upsert. */
	interface Binding {

		void bind(PreparedStatement upsert, long n) throws SQLException;

	}

}
