package io.onerow.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a statement of the service must not have, as a cluster would not send it to the
 * node of the tenant, or not know what it means.
 */
class StatementsTests {

	private static final Path SOURCES = Path.of("src/main/java");

	/** One for all tenants, whose lock only keeps two from making a key at once. */
	private static final String LOCKING = "SigningKeyRepository.java";

	/** Values come without their types. */
	@Test
	void listIsUnpackedByItsType() throws IOException {
		assertThat(having("unnest\\([:?]")).isEmpty();
	}

	/** A lock, or what is on disk, is that of the node where it is asked for. */
	@Test
	void whatBelongsToOneNodeIsAskedInFunctions() throws IOException {
		assertThat(having("pg_advisory_|pg_current_wal|pg_current_xact")).containsExactly(LOCKING);
	}

	/** Such a call would be made where the statement is. */
	@Test
	void functionIsCalledWithValuesOnly() throws IOException {
		assertThat(having(
				"\"(?:select [^\"]* from|call) [a-z]+_[a-z_]+\\([^\")]*(?:now|random|gen_random_uuid|nextval)\\("))
			.isEmpty();
	}

	/** Within a part of a statement, a function is called where the part is. */
	@Test
	void noPartOfAStatementCallsAFunctionThatWrites() throws IOException {
		assertThat(having("as (?:materialized )?\\(\\s*select [^\")]* from [a-z]+_(?:write|upsert|put|ensure|take)\\("))
			.isEmpty();
	}

	private static List<String> having(String pattern) throws IOException {
		Pattern wanted = Pattern.compile(pattern);
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> wanted.matcher(read(file)).find())
				.map((file) -> file.getFileName().toString())
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
