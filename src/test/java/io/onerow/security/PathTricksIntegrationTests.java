package io.onerow.security;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.onerow.IntegrationTest;
import io.onerow.Socketed;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks all routes: a path that might be taken for that of a route by one and for another
 * by somebody else gets a stranger nowhere.
 */
@IntegrationTest
class PathTricksIntegrationTests {

	private static final String ANY_ID = "00000000-0000-7000-8000-000000000000";

	/** Ways to lead upwards, as segments. */
	private static final List<String> UP = List.of("..", "%2e%2e", ".%2E", "..;a", "..;/", "%252e%252e", "..%00",
			"..%2F", "..%5C", "%2e%2e%2f", "..%252F", "..%C0%AF", "..%EF%BC%8F");

	@LocalServerPort
	private int port;

	@Autowired
	private Dialects dialects;

	@Test
	void noWayUpFromAnOpenRouteLeadsToOneThatIsNot() {
		List<String> open = List.of("/docs/errors", "/rest/user/login");
		for (Route route : shut()) {
			for (String from : open) {
				UP.forEach((up) -> refused(route, from + ("/" + up).repeat(segments(from)) + route.path()));
				UP.forEach((up) -> refused(route, from + ("/" + up).repeat(segments(from)).replaceAll("/$", "")
						+ route.path().replace("/", "%2F")));
			}
		}
	}

	@Test
	void noOtherSpellingOfAShutRouteIsOpen() {
		for (Route route : shut()) {
			spellings(route.path()).forEach((path) -> refused(route, path));
		}
	}

	@Test
	void noSpellingThatAClientWouldNotSendIsOpen() throws Exception {
		for (String line : List.of("GET /docs/errors\\..\\..\\rest\\user\\contacts HTTP/1.1",
				"GET /docs/errors/..\\../rest/user/contacts HTTP/1.1", "GET rest/user/contacts HTTP/1.1",
				"GET http://x/docs/errors/../../rest/user/contacts HTTP/1.1",
				"GET http://x//rest/user/contacts HTTP/1.1", "GET /rest/user/contacts\tHTTP/1.1",
				"GET /docs/errors/#/../../rest/user/contacts HTTP/1.1")) {
			String answer = Socketed.send(this.port, line, "Host: x", "Connection: close", "", "");
			assertThat(answer).as(line).startsWith("HTTP/1.1 4");
		}
	}

	private static Stream<String> spellings(String path) {
		int last = path.lastIndexOf('/');
		String head = path.substring(0, last);
		String tail = path.substring(last + 1);
		String first = "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
		return Stream
			.of(path + "/", path + "//", "/" + path, head + "//" + tail, head + "/./" + tail, head + "/x/../" + tail,
					path + ";jsessionid=1", path + ";", path + "/;", head + ";a=b/" + tail, path + "%3Bjsessionid=1",
					path + "%00", path + "%2F", path + "%20", path + "%0A", path + ".json", path + "%2500", first,
					first.replace("%", "%25"), path.replace("/", "%2F"), "/" + path.substring(1).replace("/", "%2F"),
					"/" + path.substring(1).replace("/", "%5C"), head + "%2F" + tail, path.toUpperCase(Locale.ROOT),
					"/.." + path, "/%2e%2e" + path, path + "?/docs/errors", path + "%3F/docs/errors", path + "%23")
			.filter((spelling) -> spelling.startsWith("/"));
	}

	/** Neither what the route answers, nor that it was reached without a caller. */
	private void refused(Route route, String path) {
		HttpResponse<String> answer = new Caller(this.port).send(route.method(), path,
				route.method().equals("GET") ? "" : "{}", "Content-Type", "application/json", "Accept", "text/csv");
		if (route.path().startsWith("/console")) {
			refusedAsPage(route, path, answer);
			return;
		}
		assertThat(answer.statusCode()).as("%s %s %s", route.method(), path, answer.body()).isIn(400, 401, 404, 405);
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
	}

	/** A browser is sent to where somebody logs in; a form that is not ours is 403. */
	private static void refusedAsPage(Route route, String path, HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as("%s %s %s", route.method(), path, answer.body())
			.isIn(303, 400, 401, 403, 404, 405);
		if (answer.statusCode() == 303) {
			assertThat(answer.headers().firstValue("Location").orElse("")).contains("/console/login");
			assertThat(answer.body()).isEmpty();
		}
	}

	private static int segments(String path) {
		return (int) path.chars().filter((unit) -> unit == '/').count();
	}

	/** All routes that a stranger may not use. */
	private List<Route> shut() {
		List<Route> routes = this.dialects.all()
			.stream()
			.flatMap((dialect) -> dialect.routes().stream())
			.filter((route) -> !(route.access() instanceof Access.Open))
			.map((route) -> new Route(route.method().name(), route.pattern().replaceAll("\\{[^}]*}", ANY_ID)))
			.toList();
		assertThat(routes).hasSizeGreaterThan(40);
		return routes;
	}

	/** With ids in the place of variables. */
	private record Route(String method, String path) {

	}

}
