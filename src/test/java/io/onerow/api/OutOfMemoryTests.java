package io.onerow.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that has run out of memory ends, whichever thread was the one to see it. */
class OutOfMemoryTests {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@ParameterizedTest
	@ValueSource(strings = { "request", "thread" })
	void processEnds(String where) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-cp", System.getProperty("java.class.path"), EdgeApplication.class.getName(),
				"--server.port=0", "--spring.profiles.active=edge",
				"--spring.config.location=optional:classpath:/none/")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader lines = process.inputReader(); Socket socket = new Socket("localhost", port(lines))) {
			socket.getOutputStream()
				.write(("GET /dialect/fills/" + where + " HTTP/1.1\r\nHost: x\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(3);
			assertThat(lines.lines()).contains("Out of memory; the process ends to be started again");
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static int port(BufferedReader lines) throws IOException {
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			Matcher started = STARTED.matcher(line);
			if (started.find()) {
				return Integer.parseInt(started.group(1));
			}
		}
		throw new IllegalStateException("Not started");
	}

}
