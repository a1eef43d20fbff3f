package io.onerow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/drills.md says is done is there to do it. */
class DrillsTests {

	/** A class, a method of the class before, both, or a script. */
	private static final Pattern CITED = Pattern.compile("`(\\w+Tests)?(?:#(\\w+))?`|`(src/drills/\\S+)");

	/** Of the database, the service, who may call, and the wire. */
	private static final List<Integer> FAULTS = IntStream
		.of(8, 9, 10, 11, 12, 13, 14, 15, 29, 30, 31, 34, 35, 36, 37, 38, 39)
		.boxed()
		.toList();

	@Test
	void eachFaultHasANumberAndWhatDoesIt() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("docs", "drills.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| |"))
			.toList();
		assertThat(rows).allMatch((row) -> row.matches("\\| \\d+ \\|[^|]+\\|[^|]+\\|[^|]+\\|"))
			.allMatch((row) -> CITED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2))).find());
		assertThat(rows.stream()
			.map((row) -> Integer.parseInt(row.split("\\|", -1)[1].strip()))
			.collect(Collectors.toSet())).containsAll(FAULTS);
	}

	@Test
	void testsAndScriptsThatAreNamedExist() throws IOException {
		Map<String, Path> sources;
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			sources = files.filter((file) -> file.toString().endsWith("Tests.java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						Function.identity(), (one, other) -> other));
		}
		List<String> missing = new ArrayList<>();
		String last = "";
		Matcher cited = CITED.matcher(Files.readString(Path.of("docs", "drills.md")));
		int found = 0;
		while (cited.find()) {
			found++;
			last = (cited.group(1) != null) ? cited.group(1) : last;
			Path source = (cited.group(3) != null) ? Path.of(cited.group(3)) : sources.get(last);
			if (source == null || !Files.exists(source)
					|| (cited.group(2) != null && !Files.readString(source).contains("void " + cited.group(2) + "("))) {
				missing.add(last + cited.group());
			}
		}
		assertThat(found).isGreaterThan(30);
		assertThat(missing).isEmpty();
	}

}
