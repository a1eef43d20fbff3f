package io.onerow.api;

import java.io.IOException;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.Socketed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Requests whose end is not clear: they are answered once, and the connection ends, so
 * that nothing behind them is taken for another request.
 */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class SmugglingIntegrationTests {

	private static final String NEXT = "GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\n\r\n";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@MethodSource
	void requestWithoutAClearEndIsTheLastOfItsConnection(String name, String headers, String body,
			CapturedOutput output) throws IOException {
		int before = output.getAll().length();
		String answer = Socketed.send(this.port, "POST /customers HTTP/1.1", headers, "", body + NEXT);
		assertThat(answer).matches("(?s)HTTP/1.1 (4..|501) .*").doesNotContain("\"UP\"");
		assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSize(2);
		assertThat(output.getAll().substring(before)).doesNotContain("ERROR");
	}

	/** A proxy may have gone by the one, and the service by the other. */
	@Test
	void targetThatNamesAnotherHostIsTheLastOfItsConnection() throws IOException {
		String answer = Socketed.send(this.port, "POST http://y/customers HTTP/1.1", "Host: x", "Content-Length: 0", "",
				NEXT);
		assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("\"UP\"");
		assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSize(2);
	}

	/** It goes on in the second line, which therefore says nothing of the body. */
	@Test
	void foldedHeaderIsOneHeader(CapturedOutput output) throws IOException {
		int before = output.getAll().length();
		String answer = Socketed.send(this.port, "POST /customers HTTP/1.1",
				"Host: x\r\nX: a\r\n Transfer-Encoding: chunked", "", "0\r\n\r\n" + NEXT);
		assertThat(answer).startsWith("HTTP/1.1 401").contains("HTTP/1.1 400").doesNotContain("\"UP\"");
		assertThat(output.getAll().substring(before)).doesNotContain("ERROR");
	}

	static Stream<Arguments> requestWithoutAClearEndIsTheLastOfItsConnection() {
		return Stream.of(
				arguments("two ends", "Host: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
				arguments("two lengths", "Host: x\r\nContent-Length: 0\r\nContent-Length: 4", "abcd"),
				arguments("two lengths in one", "Host: x\r\nContent-Length: 0, 4", "abcd"),
				arguments("an encoding that is none", "Host: x\r\nTransfer-Encoding: xchunked", "0\r\n\r\n"),
				arguments("another encoding", "Host: x\r\nTransfer-Encoding: chunked, identity", "0\r\n\r\n"),
				arguments("a space before the colon", "Host: x\r\nTransfer-Encoding : chunked", "0\r\n\r\n"),
				arguments("a length with a sign", "Host: x\r\nContent-Length: +4", "abcd"),
				arguments("a length below nothing", "Host: x\r\nContent-Length: -4", "abcd"),
				arguments("a length in hexadecimal", "Host: x\r\nContent-Length: 0x4", "abcd"),
				arguments("a chunk without a length", "Host: x\r\nTransfer-Encoding: chunked", "zz\r\n\r\n"),
				arguments("a chunk with a sign", "Host: x\r\nTransfer-Encoding: chunked", "+0\r\n\r\n"),
				// such a line is one wherever it stands, so that nothing hides in the one
				// before
				arguments("two ends, in lines without a return",
						"Host: x\nX: a\nContent-Length: 4\nTransfer-Encoding: chunked", "0\r\n\r\n"),
				arguments("another length behind a line without a return",
						"Host: x\r\nContent-Length: 0\r\nX: a\nContent-Length: 4", "abcd"),
				arguments("another host behind a line without a return",
						"Host: x\r\nX: a\nHost: y\r\nContent-Length: 0", ""),
				arguments("a chunk that ends without a return", "Host: x\r\nTransfer-Encoding: chunked", "0\n\n"),
				arguments("two hosts", "Host: x\r\nHost: y\r\nContent-Length: 0", ""),
				arguments("no host", "Content-Length: 0", ""),
				arguments("a header without a name", "Host: x\r\n: 1\r\nContent-Length: 0", ""),
				arguments("a thousand headers", "Host: x\r\n" + "a: b\r\n".repeat(1_000) + "Content-Length: 0", ""));
	}

}
