package io.onerow.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** How much processor time the parties have taken so far, in seconds. */
record Cpu(long at, double service, double postgres, double load) {

	/**
	 * @param postmaster of PostgreSQL; nothing if that is not known, and then it has taken none
	 */
	static Cpu now(ProcessHandle service, Optional<ProcessHandle> postmaster) {
		return new Cpu(System.nanoTime(), seconds(service), postmaster.stream()
			.flatMap((root) -> Stream.concat(Stream.of(root), root.descendants()))
			.mapToDouble(Cpu::seconds)
			.sum(), seconds(ProcessHandle.current()));
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
