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
		properties = { "onerow.limits.answer-grace=300ms", "onerow.limits.answer-rate=16MB",
				"spring.config.location=optional:classpath:/none/" })
class SlowReaderTests {

	@LocalServerPort
	private int port;

	@Test
	void answerThatIsTakenTooSlowlyIsCutOffAndDoesNotLookWhole() throws Exception {
		assertThat(read(60)).hasSizeLessThan(20_000_000).doesNotEndWith("0\r\n\r\n");
	}

	@Test
	void answerThatIsTakenAsItComesIsWhole() throws Exception {
		assertThat(read(0)).hasSizeGreaterThan(20_000_000).endsWith("]\r\n0\r\n\r\n");
	}

	/** With a small window, so that the system does not take the answer in our place. */
	private String read(int pause) throws Exception {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(64 << 10);
			socket.setSoTimeout(1000);
			socket.connect(new InetSocketAddress("localhost", this.port));
			socket.getOutputStream()
				.write("GET /dialect/long HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream input = socket.getInputStream();
			byte[] buffer = new byte[64 << 10];
			for (int read = input.read(buffer); read > 0; read = input.read(buffer)) {
				answer.write(buffer, 0, read);
				Thread.sleep(pause);
			}
		}
		catch (IOException ex) {
			// cut off, or nothing more on a connection that is kept
		}
		return answer.toString(StandardCharsets.US_ASCII);
	}

}
