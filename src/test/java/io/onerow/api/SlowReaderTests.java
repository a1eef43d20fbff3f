package io.onerow.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that goes on reading, but slowly. */
@ActiveProfiles("edge")
@SpringBootTest(classes = EdgeApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "onerow.limits.answer-grace=300ms", "onerow.limits.answer-rate=2MB",
				"spring.config.location=optional:classpath:/none/" })
class SlowReaderTests {

	/** Of the request that follows on the same connection. */
	private static final String NEXT_ANSWER = "{\"q\":\"1\"}";

	@LocalServerPort
	private int port;

	@Test
	void answerThatIsTakenTooSlowlyIsCutOffAndDoesNotLookWhole() throws Exception {
		assertThat(read(60)).hasSizeLessThan(20_000_000).doesNotEndWith(NEXT_ANSWER);
	}

	@Test
	void answerThatIsTakenAsItComesIsWhole() throws Exception {
		assertThat(read(0)).hasSizeGreaterThan(20_000_000).endsWith(NEXT_ANSWER);
	}

	/** With a small window, so that the system does not take the answer in our place. */
	private String read(int pause) throws Exception {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(64 << 10);
			socket.setSoTimeout(20_000);
			socket.connect(new InetSocketAddress("localhost", this.port));
			socket.getOutputStream().write("""
					GET /dialect/long HTTP/1.1\r
					Host: x\r
					\r
					GET /dialect/query?q=1 HTTP/1.1\r
					Host: x\r
					Connection: close\r
					\r
					""".getBytes(StandardCharsets.US_ASCII));
			InputStream input = socket.getInputStream();
			byte[] buffer = new byte[64 << 10];
			for (int read = input.read(buffer); read > 0; read = input.read(buffer)) {
				answer.write(buffer, 0, read);
				Thread.sleep(pause);
			}
		}
		catch (IOException ex) {
			// cut off
		}
		return answer.toString(StandardCharsets.US_ASCII);
	}

}
