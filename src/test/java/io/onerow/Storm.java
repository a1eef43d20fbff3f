package io.onerow;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A client on each wire of a demo service, which sends one new record, or bulk, after the
 * other. It notes what is acknowledged and what else it is told, and ends with the
 * service.
 */
final class Storm {

	private static final int BULK = 100;

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final String CONTACTS = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts";

	private final int first;

	private final Client client;

	private final Client anonymous;

	private final List<Wire> wires;

	private volatile boolean over;

	private Storm(String base, int first) {
		this.first = first;
		this.client = Client.logIn(base, "demo", "demo-secret");
		this.anonymous = Client.anonymous(base);
		this.wires = List.of(
				new Wire(this::bulk, "select count(*) / " + BULK + " from customer where source_id like '%d-%%'"),
				new Wire(this::contact, "select count(*) from contact where email_key = '%d@storm.example'"),
				new Wire(this::account, "select count(*) from account where name = 'Storm %d'"),
				new Wire(this::card, "select count(*) from contact where external_id = 'storm%d'"));
	}

	/**
	 * Begins one.
	 * @param first the number of the first records, which are far from those of other
	 * storms
	 */
	static Storm over(ServiceProcess service, int first) {
		Storm storm = new Storm(service.base(), first);
		storm.wires.forEach((wire) -> wire.thread.start());
		return storm;
	}

	/** Returns when each client has had so many more of its requests acknowledged. */
	void awaitAcknowledged(int more) throws InterruptedException {
		Map<Wire, Integer> before = this.wires.stream()
			.collect(Collectors.toMap(Function.identity(), (wire) -> wire.acknowledged.size()));
		await((wire) -> wire.acknowledged.size() >= before.getOrDefault(wire, 0) + more);
	}

	private void await(Predicate<Wire> condition) throws InterruptedException {
		Instant deadline = Instant.now().plus(LIMIT);
		for (Wire wire : this.wires) {
			while (!condition.test(wire)) {
				if (Instant.now().isAfter(deadline)) {
					throw new IllegalStateException("Not acknowledged, but told " + refusals());
				}
				Thread.sleep(20);
			}
		}
	}

	/** Returns when each client has been refused something. */
	void awaitRefused() throws InterruptedException {
		await((wire) -> !wire.refusals.isEmpty());
	}

	/** Stops sending, if the service has not ended. */
	void end() throws InterruptedException {
		this.over = true;
		for (Wire wire : this.wires) {
			wire.thread.join();
		}
	}

	/** The answers that did not acknowledge: path, status, Retry-After. */
	Set<String> refusals() {
		return this.wires.stream().flatMap((wire) -> wire.refusals.stream()).collect(Collectors.toSet());
	}

	/**
	 * For all that was acknowledged, a query that answers 1 if it is stored whole and
	 * once.
	 */
	List<String> proofs() {
		return this.wires.stream()
			.flatMap((wire) -> wire.acknowledged.stream().map((number) -> wire.proof.formatted(number)))
			.toList();
	}

	private HttpResponse<String> bulk(int number) {
		return this.client.send("POST", "/customers/bulk/sourceId",
				IntStream.range(0, BULK)
					.mapToObj((n) -> "{\"source\": \"storm\", \"sourceId\": \"%d-%d\"}".formatted(number, n))
					.collect(Collectors.joining(",", "{\"customers\": [", "]}")));
	}

	private HttpResponse<String> contact(int number) {
		return this.client.send("PUT", CONTACTS + "/upsert",
				"{\"fullName\": \"%s\", \"email\": \"%d@storm.example\", \"language\": \"en\"}"
					.formatted(unlikeOthers(number), number));
	}

	private HttpResponse<String> account(int number) {
		String body = "{\"upsert_on\": {\"key\": \"website\", \"values\": [\"storm%d.example\"]},"
				+ " \"record\": {\"name\": \"Storm %d\"}}";
		return this.anonymous.send(this.anonymous
			.request("POST", "/v0/unified/crm/account/_upsert", BodyPublishers.ofString(body.formatted(number, number)))
			.header("x-apikey", "demo-api-key")
			.header("x-connection-id", "conn_demo")
			.header("Content-Type", "application/json"));
	}

	private HttpResponse<String> card(int number) {
		return this.client.send("POST", "/rest/company/contact/upsert",
				"[{\"externalId\": \"storm%d\", \"firstname\": \"Ann\", \"lastname\": \"Lee\"}]".formatted(number));
	}

	private static String unlikeOthers(int number) {
		return Integer.toString(number)
			.chars()
			.mapToObj((digit) -> Character.toString(digit - '0' + 'a').repeat(3))
			.collect(Collectors.joining());
	}

	/** One client. */
	private final class Wire {

		private final Thread thread;

		private final String proof;

		private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

		private final Set<String> refusals = ConcurrentHashMap.newKeySet();

		Wire(IntFunction<HttpResponse<String>> request, String proof) {
			this.thread = new Thread(() -> send(request));
			this.proof = proof;
		}

		private void send(IntFunction<HttpResponse<String>> request) {
			try {
				for (int number = Storm.this.first; !Storm.this.over; number++) {
					note(number, request.apply(number));
				}
			}
			catch (IllegalStateException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void note(int number, HttpResponse<String> answer) {
			if (answer.statusCode() == 200 && !answer.body().contains("\"success\":false")) {
				this.acknowledged.add(number);
			}
			else {
				this.refusals.add(answer.request().uri().getPath() + " " + answer.statusCode() + " "
						+ answer.headers().firstValue("Retry-After").orElse("never") + " " + answer.body());
			}
		}

	}

}
