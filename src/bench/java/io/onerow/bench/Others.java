package io.onerow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those who do nothing wrong: four clients that upsert contacts, 50 times a second each,
 * and a probe. One that is not answered within 10 s, or not with a 200, has failed.
 */
final class Others {

	private static final int CLIENTS = 4;

	private static final long PAUSE_MILLIS = 20;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String UPSERT = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts/upsert";

	private static final AtomicLong COUNT = new AtomicLong();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Target target;

	private final ConcurrentLinkedQueue<Double> upserts = new ConcurrentLinkedQueue<>();

	private final ConcurrentLinkedQueue<Double> probes = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failed = new AtomicInteger();

	private Others(Target target) {
		this.target = target;
	}

	/** Measures for that long, while something else goes on. */
	static Others during(Target target, int seconds, Runnable beside) throws InterruptedException {
		Others others = new Others(target);
		ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 2);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		threads.execute(beside);
		for (int client = 0; client < CLIENTS; client++) {
			threads.execute(() -> others.repeat(end, PAUSE_MILLIS, others::upsert, others.upserts));
		}
		threads.execute(() -> others.repeat(end, 10 * PAUSE_MILLIS, others::probe, others.probes));
		threads.shutdown();
		threads.awaitTermination(seconds + 120, TimeUnit.SECONDS);
		return others;
	}

	private void repeat(long end, long pause, Sending sending, ConcurrentLinkedQueue<Double> took) {
		try {
			while (System.nanoTime() < end) {
				long start = System.nanoTime();
				if (!sending.isAnswered()) {
					this.failed.incrementAndGet();
				}
				double millis = (System.nanoTime() - start) / 1e6;
				took.add(millis);
				Thread.sleep(Math.max(0, pause - (long) millis));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean upsert() throws InterruptedException {
		long n = COUNT.incrementAndGet();
		String body = String.format(Locale.ROOT, "{\"fullName\":\"%s\",\"email\":\"other%d@acme.com\",\"language\":\"%s\"}",
				People.stranger(n % 500), n % 500, (n / 500 % 2 == 0) ? "en" : "de");
		return send(HttpRequest.newBuilder(uri(UPSERT))
			.header("Authorization", "Bearer " + this.target.token())
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(body)));
	}

	private boolean probe() throws InterruptedException {
		return send(HttpRequest.newBuilder(uri("/actuator/health/readiness")).GET());
	}

	private boolean send(HttpRequest.Builder request) throws InterruptedException {
		try {
			return this.http.send(request.timeout(TIMEOUT).build(), BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.target.port() + path);
	}

	private static double percentile(ConcurrentLinkedQueue<Double> took, double share) {
		List<Double> sorted = new ArrayList<>(took);
		Collections.sort(sorted);
		return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%d upserts, p50 %.1f, p99 %.1f ms, probe max %.0f ms, %d failed",
				this.upserts.size(), percentile(this.upserts, 0.5), percentile(this.upserts, 0.99),
				percentile(this.probes, 1), this.failed.get());
	}

	/** Says whether the answer was a 200. */
	private interface Sending {

		boolean isAnswered() throws InterruptedException;

	}

}
