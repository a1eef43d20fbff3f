package io.onerow.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@ActiveProfiles("edge")
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(classes = EdgeApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "onerow.limits.body=10KB", "onerow.limits.stranger-body=20KB", "onerow.limits.body-grace=300ms",
				"spring.config.location=optional:classpath:/none/", "server.tomcat.connection-timeout=3s",
				"logging.level.org.apache.catalina.core.ContainerBase=off" })
class EdgeTests {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@MethodSource
	void bodyIsRefused(byte[] body, int status, String part) throws Exception {
		for (int chunks = 0; chunks < 2; chunks++) {
			HttpResponse<String> answer = put("/dialect/things", body, chunks == 1, "Content-Type", "application/json");
			assertThat(answer.statusCode()).isEqualTo(status);
			assertThat(answer.body()).startsWith("{\"dialect\":").contains(part).doesNotContain("Exception");
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
			assertThat(answer.headers().firstValue("x-request-id")).isPresent();
		}
	}

	static Stream<Arguments> bodyIsRefused() {
		return Stream.of(refused("", 400, "A JSON body is required."), refused("null", 400, "must be an object"),
				refused("[]", 400, "must be an object"), refused("{} {}", 400, "must be one JSON value"),
				refused("{}x", 400, "not valid JSON"), refused("{\"name\":", 400, "not valid JSON (line 1"),
				refused("{'name': 1}", 400, "not valid JSON"), refused("{\"name\": NaN}", 400, "not valid JSON"),
				refused("{\"a\": {\"b~\": 1, \"b~\": 2}}", 400, "/a/b~0 is given twice"),
				refused("[{}, {\"tenantId\": 1, \"tenantId\": 2}]", 400, "/1/tenantId is given twice"),
				refused("[".repeat(501) + "]".repeat(501), 400, "nested too deep"),
				refused("[".repeat(9000), 400, "nested too deep"),
				refused("{\"size\": " + "1".repeat(1001) + "}", 400, "/size must be a number of at most 308 digits"),
				refused("{\"size\": 1e999999999}", 400, "/size must be a number of at most 308 digits"),
				refused("{\"size\": 1e99999999999}", 400, "/size must be a number of at most 308 digits"),
				refused("{\"other\": [0, {\"a\": -1e-99999999999}]}", 400,
						"/other/1/a must be a number of at most 308"),
				refused("{\"size\": \"5\"}", 400, "/size must be a number"),
				refused("{\"name\": \"\\u0000\"}", 400, "/name must not contain the NUL character"),
				refused("{\"name\": \"\\ud800\"}", 400, "/name must not contain an unpaired surrogate"),
				refused("{\"name\": 1, \"size\": 5.9}", 400, "/name must be a string (and 1 more)"),
				refused("{\"\\ud800\": 1}", 400, "not valid JSON"), refused("{\"/\": 1}", 400, "/~1 is not known here"),
				bytes("7b22e28200227d", 400, "must be UTF-8"),
				bytes("7b226e616d65223a22c0af227d", 400, "must be UTF-8"),
				bytes("7b226e616d65223a22eda080227d", 400, "must be UTF-8"),
				bytes("7b226e616d65223a22c3", 400, "UTF-8"), bytes("efbb", 400, "UTF-8"),
				bytes("efbbbf", 400, "A JSON body is required."), bytes("7b007d00", 400, "zero byte"),
				bytes("007b007d", 400, "zero byte"), bytes("feff007b007d", 400, "must be UTF-8"),
				refused("{\"name\": \"" + "x".repeat(10300) + "\"}", 413, "at most 10240 bytes"),
				refused(" ".repeat(5_000_000), 413, "at most 10240 bytes"));
	}

	@ParameterizedTest
	@CsvSource({ "text/json", "application/xml", "text/xml", "multipart/form-data; boundary=x",
			"text/plain;charset=latin1", "application/x-www-form-urlencoded", "application/json;charset=utf-16",
			"application/json;charset=latin1", "application/json;charset=none", "nonsense", "*/*",
			"application/octet-stream" })
	void otherMediaTypesAreRefused(String type) throws Exception {
		HttpResponse<String> answer = put("/dialect/things", "{}".getBytes(StandardCharsets.UTF_8), false,
				"Content-Type", type);
		assertThat(answer.statusCode()).isEqualTo(415);
		assertThat(answer.body()).startsWith("{\"dialect\":");
		assertThat(answer.headers().firstValue("Accept").orElse("")).contains("application/json");
		assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "deflate", "identity, gzip" })
	void encodedBodiesAreRefused(String encoding) throws Exception {
		assertThat(put("/dialect/things", "{}".getBytes(StandardCharsets.UTF_8), false, "Content-Type",
				"application/json", "Content-Encoding", encoding)
			.statusCode()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "application/json", "application/json;charset=UTF-8", "application/json; charset=\"utf-8\"",
					"application/merge-patch+json", "text/plain", "text/plain;charset=UTF-8" })
	void plainJsonIsTaken(String type) throws Exception {
		String body = "{\"name\": \"é😀\", \"size\": 5.0}";
		HttpResponse<String> answer = put("/dialect/things", body.getBytes(StandardCharsets.UTF_8), true,
				"Content-Type", type, "Content-Encoding", "identity", "x-request-id", "a.B_9-");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("é😀 5");
		assertThat(answer.headers().firstValue("x-request-id")).contains("a.B_9-");
	}

	@Test
	void bodyThatSaysNotWhatItIsIsJson() throws Exception {
		assertThat(put("/dialect/things", "{\"size\": 7}".getBytes(StandardCharsets.UTF_8), true).body())
			.isEqualTo("null 7");
	}

	@Test
	void pathMayTakeMore() throws Exception {
		byte[] body = ("{\"name\":\"\"" + " ".repeat(15_000) + "}").getBytes(StandardCharsets.UTF_8);
		assertThat(put("/dialect/bulk/things", body, true, "Content-Type", "application/json").statusCode())
			.isEqualTo(200);
		byte[] larger = " ".repeat(21_000).getBytes(StandardCharsets.UTF_8);
		assertThat(put("/dialect/bulk/things", larger, true, "Content-Type", "application/json").statusCode())
			.isEqualTo(413);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /dialect/things/x, 400, id is not valid", "GET, /dialect/nothing, 404, Nothing",
			"DELETE, /dialect/things, 405, method", "GET, /dialect/fails/bug, 500, x-request-id names it",
			"GET, /dialect/fails/busy, 503, busy", "GET, /dialect/fails/taken, 409, conflicts",
			"GET, /dialect/fails/value, 400, cannot be stored", "GET, /dialect/fails/error, 500, x-request-id",
			"GET, /dialect/fails/filter, 500, x-request-id", "GET, /dialect/fails/denied, 403, permitted",
			"GET, /dialect/fails/stranger, 401, Authentication", "GET, /dialect/query, 400, q is required",
			"GET, /dialect/query?q=%00, 400, NUL", "GET, /dialect/header, 400, x-key is required",
			"GET, /dialect/fails/rejected, 400, not allowed", "GET, /dialect, 404, Nothing",
			"GET, //dialect//things, 404, Nothing", "GET, /%64ialect/nothing, 404, Nothing" })
	void failureSpeaksTheDialect(String method, String path, int status, String part) throws Exception {
		HttpResponse<String> answer = send(method, path);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).startsWith("{\"dialect\":").contains(part).doesNotContain("secret");
		assertThat(answer.headers().allValues("x-request-id")).hasSize(1);
		assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
		assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
	}

	@Test
	void dialectAdviceComesFirst() throws Exception {
		assertThat(send("GET", "/dialect/fails/own").body()).isEqualTo("own");
	}

	@ParameterizedTest
	@CsvSource({ "/nowhere, 404", "/error, 404" })
	void errorOutsideTheDialectsIsAProblem(String path, int status) throws Exception {
		HttpResponse<String> answer = send("GET", path, "Accept", "text/html");
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
				+ "\"detail\":\"Nothing was found here.\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "text/csv", "application/json;q=2", "nonsense",
			"application/json;charset=utf-16", "application/hal+json", "image/*;q=0" })
	void answerIsJsonWhateverIsAccepted(String accept) throws Exception {
		HttpResponse<String> answer = send("GET", "/dialect/query?q=1", "Accept", accept);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.body()).isEqualTo("{\"q\":\"1\"}");
	}

	@Test
	void routeMayAnswerSomethingElse() throws Exception {
		HttpResponse<String> answer = send("GET", "/dialect/page", "Accept", "application/json");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void byteOrderMarkIsSkipped(boolean chunked) throws Exception {
		byte[] body = "\uFEFF{\"name\": \"a\uFEFFb\"}".getBytes(StandardCharsets.UTF_8);
		HttpResponse<String> answer = put("/dialect/things", body, chunked, "Content-Type", "application/json");
		assertThat(answer.body()).isEqualTo("a\uFEFFb null");
	}

	@Test
	void byteOrderMarkThatComesByteByByteIsSkipped() throws Exception {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			socket.setTcpNoDelay(true);
			byte[] body = "\uFEFF{}".getBytes(StandardCharsets.UTF_8);
			socket.getOutputStream()
				.write(lines("PUT /dialect/things HTTP/1.1", "Host: x", "Connection: close",
						"Content-Type: application/json", "Content-Length: " + body.length, "", "")
					.getBytes(StandardCharsets.UTF_8));
			for (byte octet : body) {
				Thread.sleep(20);
				socket.getOutputStream().write(octet);
			}
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 200")
				.endsWith("null null");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\tb", "ümlaut" })
	void requestIdThatIsNotWellFormedIsReplaced(String id) throws Exception {
		String sent = raw(
				"GET /dialect/query?q=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-request-id: " + id + "\r\n\r\n");
		assertThat(sent).startsWith("HTTP/1.1 200").containsPattern("x-request-id: [0-9a-f-]{36}\r\n");
	}

	@ParameterizedTest
	@CsvSource({ "GET /dialect/%00 HTTP/1.1", "GET /dialect/%zz HTTP/1.1", "GET /dialect/query?q=%zz HTTP/1.1",
			"GET /dialect/things/a^b HTTP/1.1", "GET /dialect/../../x HTTP/1.1", "NONSENSE" })
	void badRequestLineIs400(String line) throws Exception {
		assertThat(raw(lines(line, "Host: x", "Connection: close", "", ""))).startsWith("HTTP/1.1 400")
			.contains("\r\nx-request-id: ")
			.doesNotContainIgnoringCase("<html", "tomcat", "exception", "\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET /dialect/%00 HTTP/1.1        | a path that is UTF-8
			GET /dialect/%zz HTTP/1.1        | a path that is UTF-8
			GET /dialect/%FF HTTP/1.1        | a path that is UTF-8
			GET /dialect/x HTTP/9.z          | not valid HTTP""")
	void badRequestIsAnsweredInTheDialectOfItsPath(String line, String part) throws Exception {
		String answer = raw(lines(line, "Host: x", "Connection: close", "", ""));
		assertThat(answer).startsWith("HTTP/1.1 400").contains("\r\n\r\n{\"dialect\":\"").contains(part);
	}

	@Test
	void badHeaderIsAnsweredInTheDialectOfItsPath() throws Exception {
		assertThat(raw(lines("GET /dialect/x HTTP/1.1", "Host: x", "x[]: 1", "", ""))).startsWith("HTTP/1.1 400")
			.contains("{\"dialect\":\"The request is not valid HTTP");
		assertThat(raw(lines("GET /dialect/x HTTP/1.1", "x: 1", "", ""))).startsWith("HTTP/1.1 400")
			.contains("{\"dialect\":\"The request must have one Host");
	}

	@Test
	void headersThatAreTooLongAreAnsweredInTheDialectOfTheirPath() throws Exception {
		String answer = raw(lines("GET /dialect/x HTTP/1.1", "Host: x", "x: " + "y".repeat(20_000), "", ""));
		assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"dialect\":\"").contains("longer than is taken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "busy", "taken", "value", "other", "error", "filter", "rejected" })
	void messageOfAFailureIsNotLogged(String how, CapturedOutput output) throws Exception {
		int before = output.getAll().length();
		send("GET", "/dialect/fails/" + how);
		String logged = output.getAll().substring(before);
		assertThat(logged).doesNotContain("secret");
		assertThat(logged.lines().filter((line) -> line.startsWith("20"))).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void largeBodyIsRefusedBeforeItIsSent() throws Exception {
		String answer = raw(lines("PUT /dialect/things HTTP/1.1", "Host: x", "Content-Type: application/json",
				"Expect: 100-continue", "Content-Length: 1073741824", "", ""));
		assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("Connection: close");
	}

	@Test
	void headersThatStopComingEndTheConnection() throws Exception {
		assertThat(raw(lines("GET /dialect/query?q=1 HTTP/1.1", "Host: x", "x: "))).doesNotContain("200");
	}

	@Test
	void bodyThatStopsComingIs408() throws Exception {
		String answer = raw(lines("PUT /dialect/things HTTP/1.1", "Host: x", "Content-Type: application/json",
				"Content-Length: 100", "", "{\"name\""));
		assertThat(answer).startsWith("HTTP/1.1 408").contains("{\"dialect\":");
	}

	@ParameterizedTest
	@CsvSource({ "Content-Length: 2, []", "Transfer-Encoding: chunked, '2\r\n[]\r\n0\r\n\r\n'" })
	void bodyThatComesAfterItsAnswerIsNoRequest(String length, String body) throws Exception {
		String first = lines("PUT /dialect/things HTTP/1.1", "Host: x", "Content-Type: text/csv", length, "", "");
		String second = lines("GET /dialect/query?q=second HTTP/1.1", "Host: x", "Connection: close", "", "");
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			InputStream answers = socket.getInputStream();
			socket.getOutputStream().write(first.getBytes(StandardCharsets.UTF_8));
			String refused = new String(answers.readNBytes("HTTP/1.1 415".length()), StandardCharsets.UTF_8);
			assertThat(refused).isEqualTo("HTTP/1.1 415");
			socket.getOutputStream().write((body + second).getBytes(StandardCharsets.UTF_8));
			assertThat(new String(answers.readAllBytes(), StandardCharsets.UTF_8)).contains("HTTP/1.1 200")
				.doesNotContain("HTTP/1.1 400");
		}
	}

	private HttpResponse<String> put(String path, byte[] body, boolean chunked, String... headers) throws Exception {
		HttpRequest.BodyPublisher publisher = BodyPublishers.ofByteArray(body);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.PUT(chunked ? BodyPublishers.fromPublisher(publisher) : publisher);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			InputStream answer = socket.getInputStream();
			return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String lines(String... lines) {
		return String.join("\r\n", lines);
	}

	private static Arguments refused(String body, int status, String part) {
		return arguments(body.getBytes(StandardCharsets.UTF_8), status, part);
	}

	private static Arguments bytes(String hex, int status, String part) {
		return arguments(HexFormat.of().parseHex(hex), status, part);
	}

}
