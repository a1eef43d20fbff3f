package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the packaged service with each JDK and reports. */
final class Bench {

	private static final Logger log = LoggerFactory.getLogger(Bench.class);

	private final Options options;

	private final List<Figure> figures = new ArrayList<>();

	private final List<Report.Memory> memory = new ArrayList<>();

	private Bench(Options options) {
		this.options = options;
	}

	public static void main(String[] args) {
		int status = 1;
		try {
			Options options = Options.fromSystem();
			Report report = new Bench(options).run();
			report.write(options.folder());
			log.info("{}", report.table());
			status = 0;
		}
		catch (Exception ex) {
			log.error("Not measured", ex);
		}
		// The load tool's threads would otherwise keep the process
		System.exit(status);
	}

	private Report run() throws Exception {
		for (Path jdk : this.options.jdks()) {
			List<Part> parts = this.options.partsOf(jdk);
			if (!parts.isEmpty()) {
				run(jdk, EnumSet.copyOf(parts));
			}
		}
		return new Report(this.figures, this.memory);
	}

	private void run(Path jdk, EnumSet<Part> parts) throws Exception {
		String version = version(jdk);
		Path folder = this.options.folder().resolve("jdk-" + version);
		delete(folder);
		try (Service service = Service.start(this.options, jdk, folder)) {
			this.figures.addAll(new Session(jdk, version, this.options, parts, service).run());
			this.memory.add(new Report.Memory(version, service.memory()));
		}
		delete(folder);
	}

	static String version(Path jdk) throws IOException {
		Properties release = new Properties();
		try (var reader = Files.newBufferedReader(jdk.resolve("release"))) {
			release.load(reader);
		}
		return release.getProperty("JAVA_VERSION").replace("\"", "").split("\\.", 2)[0];
	}

	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
