package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long the packaged service takes to be ready, each time on an empty database. */
final class Readiness {

	private final Options options;

	private final Path jdk;

	private final Path folder;

	Readiness(Options options, Path jdk) {
		this.options = options;
		this.jdk = jdk;
		this.folder = options.folder().resolve("ready");
	}

	/** Seconds, as it is packaged. */
	double packaged() throws Exception {
		return median(this.options.jar(), List.of());
	}

	/** Seconds, extracted and with the start-up cache, as the README has it. */
	double cached() throws Exception {
		Path extracted = this.folder.resolve("extracted");
		Path jar = extracted.resolve(this.options.jar().getFileName());
		Path cache = extracted.resolve("onerow.aot");
		try {
			run("-Djarmode=tools", "-jar", this.options.jar().toString(), "extract", "--destination",
					extracted.toString());
			run("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar.toString(),
					"--server.port=0", "--onerow.embedded.data-directory=" + this.folder.resolve("trained"));
			return median(jar, List.of("-XX:AOTCache=" + cache));
		}
		finally {
			Bench.delete(this.folder);
		}
	}

	private double median(Path jar, List<String> jvm) throws Exception {
		List<Double> seconds = new ArrayList<>();
		for (int start = 0; start < this.options.rounds(); start++) {
			Path data = this.folder.resolve("start-" + start);
			Bench.delete(data);
			try (Service service = Service.start(this.jdk, jvm, jar, this.options.args(), data)) {
				seconds.add(service.ready());
			}
			Bench.delete(data);
		}
		return seconds.stream().sorted().toList().get(seconds.size() / 2);
	}

	private void run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(this.jdk.resolve("bin/java").toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.options.folder().resolve("ready.log").toFile())
			.start();
		if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
			process.destroyForcibly();
			throw new IllegalStateException("Not prepared: see ready.log");
		}
	}

}
