package io.onerow.bench;

import java.time.Duration;
import java.util.stream.Stream;

/** How much processor time the parties have taken so far, in seconds. */
record Cpu(long at, double service, double postgres, double load) {

	static Cpu now(ProcessHandle service, ProcessHandle postmaster) {
		return new Cpu(System.nanoTime(), seconds(service),
				Stream.concat(Stream.of(postmaster), postmaster.descendants()).mapToDouble(Cpu::seconds).sum(),
				seconds(ProcessHandle.current()));
	}

	Share since(Cpu earlier) {
		double whole = (this.at - earlier.at) / 1e9 * Runtime.getRuntime().availableProcessors();
		return new Share((this.service - earlier.service) / whole,
				Math.max(0, this.postgres - earlier.postgres) / whole, (this.load - earlier.load) / whole);
	}

	private static double seconds(ProcessHandle process) {
		return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
	}

	/** Shares of all processors. */
	record Share(double service, double postgres, double load) {

	}

}
