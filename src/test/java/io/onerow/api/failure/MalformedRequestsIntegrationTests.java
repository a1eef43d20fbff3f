package io.onerow.api.failure;

import io.onerow.IntegrationTest;
import io.onerow.Socketed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestsIntegrationTests {

	@LocalServerPort
	private int port;

	/** The first request is told of by the framework. */
	@BeforeEach
	void warmUp() throws Exception {
		Socketed.send(this.port, "GET /actuator/health HTTP/1.1", "Host: x", "Connection: close", "", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /a|b{}${jndi:ldap://canary} HTTP/1.1", "GET /canary\u0001 HTTP/1.1",
			"G{canary}T / HTTP/1.1", "GET / HTTP/canary", "GET / CANARY/1.1", "canary", "GET /canary%zz HTTP/1.1",
			"GET /canary%00 HTTP/1.1", "GET canary HTTP/1.1", "GET http://can ary/ HTTP/1.1",
			"GET / HTTP/1.1\r\ncan[]ary: 1", "GET / HTTP/1.1\r\n canary", "GET / HTTP/1.1\r\nx: canary\u0001",
			"GET / HTTP/1.1\r\nHost: can_ary{}", "GET / HTTP/1.1\r\nContent-Length: canary",
			"GET / HTTP/1.1\r\nTransfer-Encoding: canary", "GET / HTTP/1.1\r\nCookie: canary=\u0001\"",
			"GET /oauth?canary=%zz HTTP/1.1", "GET /nothing?canary=${jndi:x} HTTP/1.1" })
	void whatIsNoHttpIsOneLineAtMostWithoutWhatWasSent(String line, CapturedOutput output) throws Exception {
		int before = output.getAll().length();
		String answer = Socketed.send(this.port, line, "Host: x", "Connection: close", "", "");
		assertThat(answer).matches("(?s)HTTP/1.1 (40[014]|50[15]) .*")
			.doesNotContainIgnoringCase("<html", "tomcat", "exception", "\tat ", "canary");
		assertThat(output.getAll().substring(before).lines()).hasSizeLessThanOrEqualTo(1)
			.allMatch((told) -> told.contains("malformed requests were refused"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /a\u0001b HTTP/1.1", "GET / HTTP/1.1\r\nx[]: 1", "G{}T / HTTP/1.1" })
	void theAnswerHasABody(String line) throws Exception {
		String answer = Socketed.send(this.port, line, "Host: x", "Connection: close", "", "");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("\r\n\r\n").endsWith("}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 9_000, 100_000 })
	void targetThatIsTooLongIsRefusedLikewise(int length, CapturedOutput output) throws Exception {
		int before = output.getAll().length();
		String answer = Socketed.send(this.port, "GET /" + "canary".repeat(length / 6) + " HTTP/1.1", "Host: x",
				"Connection: close", "", "");
		assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("canary");
		assertThat(output.getAll().substring(before).lines()).hasSizeLessThanOrEqualTo(1);
		assertThat(output).doesNotContain("canary");
	}

}
