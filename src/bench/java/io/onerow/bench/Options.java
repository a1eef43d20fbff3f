package io.onerow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure, for how long, from {@code -Dbench.*}.
 *
 * @param jdks the homes of the JDKs, the first of which is judged
 * @param beside the parts that the other JDKs are measured with
 * @param seconds the length of a round
 * @param clients how many send single upserts at once
 * @param url the database of the service, as {@link Database#at} takes it; empty for the embedded one
 * @param warmUp the most seconds that the first warm-up may take
 */
record Options(List<Part> parts, List<Part> beside, List<Path> jdks, int rounds, int seconds, int warmUp, int clients,
		int small, int large, List<String> jvm, List<String> args, String pgbench, String url, Path jar,
		Path folder) {

	static Options fromSystem() {
		return new Options(parts("parts", "email,unchanged,create,bulk,names,growth"),
				parts("beside", "email,unchanged,create"),
				words("jdks", System.getProperty("java.home")).stream().map(Path::of).toList(), number("rounds", 3),
				number("seconds", 10), number("warmup", 150), number("clients", 16), number("small", 10_000),
				number("large", 1_000_000), words("jvm", ""), words("args", ""), System.getProperty("bench.pgbench", "pgbench"),
				System.getProperty("bench.url", ""),
				Path.of(System.getProperty("bench.jar", "target/onerow.jar")), Path.of("target/bench"));
	}

	List<Part> partsOf(Path jdk) {
		return jdk.equals(this.jdks.get(0)) ? this.parts : this.beside;
	}

	/** The same with one more option for the JVM. */
	Options with(String option) {
		List<String> more = new ArrayList<>(this.jvm);
		more.add(option);
		return new Options(this.parts, this.beside, this.jdks, this.rounds, this.seconds, this.warmUp, this.clients,
				this.small, this.large, more, this.args, this.pgbench, this.url, this.jar, this.folder);
	}

	private static List<Part> parts(String name, String fallback) {
		return words(name, fallback).stream().map(Part::of).toList();
	}

	private static int number(String name, int fallback) {
		return Integer.parseInt(System.getProperty("bench." + name, String.valueOf(fallback)));
	}

	private static List<String> words(String name, String fallback) {
		String value = System.getProperty("bench." + name, fallback);
		return new ArrayList<>(Arrays.stream(value.split("[,\\s]+", -1)).filter((word) -> !word.isEmpty()).toList());
	}

}
