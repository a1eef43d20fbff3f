package io.onerow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures as a table, as JSON and as a chart. */
record Report(List<Figure> figures, List<Memory> memory) {

	String table() {
		StringBuilder table = new StringBuilder(
				row("JDK", "what", "records/s", "floor/s", "median ms", "p99 ms", "value", "least", "aim", "met"));
		for (Figure figure : this.figures) {
			table
				.append(row(figure.jdk(), figure.what(), text(0, figure.perSecond()), text(0, figure.floor()),
						text(2, figure.median()), text(2, figure.p99()), text(2, figure.value()) + " " + figure.unit(),
						text(2, figure.goal().least()), text(2, figure.goal().aim()), figure.isMet() ? "yes" : "no"))
				.append("   CPU: ")
				.append(cpu(figure));
		}
		table.append(System.lineSeparator());
		return table.append(this.memory.stream().map(Memory::toString).collect(Collectors.joining("\n"))).toString();
	}

	void write(Path folder) throws IOException {
		Files.createDirectories(folder);
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(folder.resolve("bench.json").toFile(), this);
		Files.writeString(folder.resolve("bench.svg"), new Chart(this.figures).svg());
	}

	private static String row(Object... cells) {
		return String.format(Locale.ROOT, "%n%-4s %-48s %10s %8s %10s %8s %14s %7s %6s %4s", cells);
	}

	private static String text(int decimals, double value) {
		return String.format(Locale.ROOT, "%." + decimals + "f", value);
	}

	private static String cpu(Figure figure) {
		return String.format(Locale.ROOT, "service %.0f, PostgreSQL %.0f, load %.0f %%",
				100 * Round.median(figure.rounds(), (round) -> round.cpu().service()),
				100 * Round.median(figure.rounds(), (round) -> round.cpu().postgres()),
				100 * Round.median(figure.rounds(), (round) -> round.cpu().load()));
	}

	/** What the service took at the end. */
	record Memory(String jdk, long megabytes) {

		@Override
		public String toString() {
			return "JDK " + this.jdk + ": the service takes " + this.megabytes + " MB at the end";
		}

	}

}
