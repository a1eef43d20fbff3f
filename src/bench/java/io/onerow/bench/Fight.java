package io.onerow.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Clients that all upsert people whose names are near each other's, so that each is in
 * the way of most others. An answer may be a refusal, which is counted.
 */
final class Fight {

	private static final int CLIENTS = 16;

	private static final int NAMES = 1_000;

	private final Service service;

	private final String token;

	private final UUID directory;

	private long refused;

	Fight(Service service, String token, UUID directory) {
		this.service = service;
		this.token = token;
		this.directory = directory;
	}

	Round run(int seconds) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		Cpu before = this.service.cpu();
		long start = System.nanoTime();
		List<Future<List<Double>>> running = clients.invokeAll(Collections.nCopies(CLIENTS, client(seconds)));
		List<Double> took = new ArrayList<>();
		for (Future<List<Double>> client : running) {
			took.addAll(client.get());
		}
		double whole = (System.nanoTime() - start) / 1e9;
		clients.shutdown();
		double[] sorted = took.stream().mapToDouble(Math::abs).sorted().toArray();
		this.refused += took.stream().filter((millis) -> millis < 0).count();
		return new Round(sorted.length / whole, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)],
				this.service.cpu().since(before));
	}

	/** How many answers so far were none or not a 2xx. */
	long refused() {
		return this.refused;
	}

	/** Milliseconds of each request, negative where it was refused. */
	private Callable<List<Double>> client(int seconds) {
		return () -> {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
			List<Double> took = new ArrayList<>();
			while (System.nanoTime() < end) {
				long start = System.nanoTime();
				boolean good = isGood();
				double millis = (System.nanoTime() - start) / 1e6;
				took.add(good ? millis : -millis);
			}
			return took;
		};
	}

	private boolean isGood() throws InterruptedException {
		int n = ThreadLocalRandom.current().nextInt(NAMES) + 1;
		Request request = new Request("/api/public/v1/accounts/" + this.directory + "/contacts/upsert", String
			.format(Locale.ROOT, "{\"fullName\":\"John Smith %d\",\"email\":\"fight%d@acme.com\",\"language\":\"en\"}", n, n));
		try {
			return this.service.send("PUT", request, this.token).statusCode() / 100 == 2;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
