package io.onerow.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.Phase;
import io.hyperfoil.api.session.PhaseInstance.Status;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.statistics.HttpStats;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.Unpooled;

/** Clients that each send the next request as soon as they have their answer. */
final class Load {

	private static final String REQUEST_TIMEOUT = "60s";

	private final Server server;

	private final String token;

	Load(Server server, String token) {
		this.server = server;
		this.token = token;
	}

	/**
	 * Runs for that long.
	 * @throws IllegalStateException if any answer was none or not a 2xx
	 */
	Round run(Scenario scenario, int seconds) throws IOException {
		StatisticsSnapshot total = new StatisticsSnapshot();
		Run run = new Run(benchmark(scenario, seconds), total);
		Cpu before = this.server.cpu();
		run.run();
		Cpu.Share cpu = this.server.cpu().since(before);
		requireNoErrors(scenario, total);
		return new Round(total.responseCount * (double) scenario.records() / run.seconds(),
				total.histogram.getValueAtPercentile(50) / 1e6, total.histogram.getValueAtPercentile(99) / 1e6, cpu);
	}

	private static void requireNoErrors(Scenario scenario, StatisticsSnapshot total) {
		HttpStats http = HttpStats.get(total);
		long good = (http != null) ? http.status_2xx : 0;
		if (good == 0 || good != total.responseCount || total.errors() > 0) {
			throw new IllegalStateException(scenario.name() + ": " + total.requestCount + " requests, " + good
					+ " answered with 2xx, " + total.errors() + " failed: " + http);
		}
	}

	private Benchmark benchmark(Scenario scenario, int seconds) {
		Map<Integer, Request> current = new HashMap<>();
		String bearer = "Bearer " + this.token;
		// One thread: so the map needs no lock, and two cores have no more to spare
		BenchmarkBuilder builder = BenchmarkBuilder.builder().name(scenario.name()).threads(1);
		builder.addPlugin(HttpPluginBuilder::new)
			.http()
			.host("127.0.0.1")
			.port(this.server.port())
			.allowHttp2(false)
			.sharedConnections(scenario.clients())
			.requestTimeout(REQUEST_TIMEOUT)
			.endHttp();
		var request = builder.addPhase("load")
			.always(scenario.clients())
			.duration(seconds * 1000L)
			.maxDuration((seconds + 60) * 1000L)
			.scenario()
			.initialSequence("upsert")
			.step(HttpStepCatalog.SC)
			.httpRequest(HttpMethod.valueOf(scenario.method()))
			.path((session) -> {
				Request next = scenario.next();
				current.put(session.uniqueId(), next);
				return next.path();
			})
			.headers()
			.header("authorization", bearer)
			.header("content-type", "application/json");
		scenario.headers().forEach(request::header);
		request.endHeaders()
			.body((session, connection) -> Unpooled.wrappedBuffer(
					Objects.requireNonNull(current.get(session.uniqueId())).body().getBytes(StandardCharsets.UTF_8)))
			.sync(true);
		return builder.build();
	}

	/** Notes when the load began and when its last answer came. */
	private static final class Run extends LocalSimulationRunner {

		private volatile long started;

		private volatile long ended;

		Run(Benchmark benchmark, StatisticsSnapshot total) {
			super(benchmark, (phase, step, metric, snapshot, countDown) -> {
				synchronized (total) {
					total.add(snapshot);
				}
			}, null, null);
		}

		@Override
		protected CompletableFuture<Void> phaseChanged(Phase phase, Status status, boolean limited, Throwable error) {
			if (status == Status.RUNNING) {
				this.started = System.nanoTime();
			}
			else if (status == Status.TERMINATED) {
				this.ended = System.nanoTime();
			}
			return super.phaseChanged(phase, status, limited, error);
		}

		double seconds() {
			return (this.ended - this.started) / 1e9;
		}

	}

}
