package io.onerow.api.propeller;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.onerow.Client;
import io.onerow.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever key a bulk takes, a path reaches, encoded. */
@IntegrationTest
class EncodedKeysIntegrationTests {

	private final String source = "keys-" + UUID.randomUUID();

	@Autowired
	private ApplicationContext context;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "A/B", "A\\B", "A%B", "A;B", "2024/0013", "A//B", "/", "../x", "a/../b", "%2F", "A%00",
			"A%", "x;jsessionid=1", "A.B", "...", "A?B", "A#B", "A B", "A+B", "A&B", "A\"B", "A|B", "{A}", "[A]", "A^B",
			"A`B", "<A>", "A\nB", "A\tB", "A\u2028B", "Übermaß", "価格", "😀", "bulk" })
	void keyOfABulkIsReadChangedAndDeletedByItsEncodedForm(String key) throws Exception {
		Erp erp = Erp.of(this.context, "keys");
		String sent = JsonMapper.shared().writeValueAsString(key);
		String body = "{\"customers\": [{\"source\": \"" + this.source + "\", \"sourceId\": " + sent + "}]}";
		assertThat(Erp.actions(erp.sendAsIs("POST", Erp.BULK, body))).containsExactly("create");
		String path = path(key);
		assertThat(erp.get(path).get("sourceId").stringValue()).isEqualTo(key);
		assertThat(erp.send("PATCH", path, "{'lastName': 'One'}").statusCode()).isEqualTo(200);
		assertThat(late("PATCH", path.replace("?", "/?"), "{\"firstName\": \"Two\"}")).startsWith("HTTP/1.1 200");
		assertThat(erp.get(path).get("lastName").stringValue()).isEqualTo("One");
		assertThat(erp.get(path).get("firstName").stringValue()).isEqualTo("Two");
		assertThat(erp.call("DELETE", path).statusCode()).isEqualTo(204);
		assertThat(erp.call("GET", path).statusCode()).isEqualTo(404);
	}

	@Test
	void encodedTwiceIsAnotherKey() {
		Erp erp = Erp.of(this.context, "keys");
		assertThat(Erp.actions(erp.bulk("{'source': '" + this.source + "', 'sourceId': 'A/B'}")))
			.containsExactly("create");
		assertThat(erp.call("GET", path("A%2FB")).statusCode()).isEqualTo(404);
		assertThat(erp.call("GET", path("A/B")).statusCode()).isEqualTo(200);
	}

	private String path(String key) {
		return "/customers/sourceId/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20") + "?source="
				+ this.source;
	}

	/**
	 * A body that comes after its headers, for which the request waits and then goes on.
	 */
	private String late(String method, String path, String body) throws IOException, InterruptedException {
		String token = Client.of(this.context, "keys", "customers:write").token();
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write(String
					.join("\r\n", method + " " + path + " HTTP/1.1", "Host: x", "Connection: close",
							"Authorization: Bearer " + token, "Content-Type: application/json",
							"Content-Length: " + body.length(), "", "")
					.getBytes(StandardCharsets.US_ASCII));
			Thread.sleep(50);
			socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
