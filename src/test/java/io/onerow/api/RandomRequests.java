package io.onerow.api;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.onerow.Property;
import io.onerow.api.Wires.Request;

/**
 * Writes that a client of any wire could send, of few names, addresses and ids, so that
 * they meet what is there, and each other in a list.
 */
final class RandomRequests {

	private static final List<String> NAMES = List.of("John Smith", "Jon Smith", "John Smyth", "Ann Lee", "Anna Lee");

	private static final List<String> EMAILS = List.of("a@x.example", "A@x.example", "b@x.example", "c@x.example",
			"no address");

	private static final List<String> LANGUAGES = List.of("de", "en", "fr", "xx");

	private static final List<String> SOURCES = List.of("crm", "erp");

	private static final List<String> TIMES = List.of("2026-11-27T00:00:01Z", "2026-11-27T00:00:02Z",
			"2026-11-27T00:00:03Z");

	private static final List<String> SITES = List.of("acme.example", "www.acme.example/shop", "other.example", "-");

	private final Wires wires;

	private final RandomGenerator random;

	RandomRequests(Wires wires, RandomGenerator random) {
		this.wires = wires;
		this.random = random;
	}

	/** Some say who speaks, since when it is so, or what must hold. */
	Request next() {
		Request request = request();
		return switch (this.random.nextInt(10)) {
			case 0 -> request.with("If-Match", any(List.of("*", "\"1\"", "\"2\", \"3\"")));
			case 1 -> request.with("If-None-Match", any(List.of("*", "\"1\"")));
			case 2, 3 -> request.with("Onerow-Source", any(SOURCES));
			case 4, 5 -> request.with("Onerow-Source-Time", any(TIMES));
			case 6 -> request.with("Onerow-Source", any(SOURCES)).with("Onerow-Source-Time", any(TIMES));
			default -> request;
		};
	}

	private Request request() {
		return switch (this.random.nextInt(13)) {
			case 0, 1 -> contact();
			case 2 -> account();
			case 3, 4 -> openint();
			case 5 -> connection();
			case 6 -> Request.of("POST", Wires.SAM, list(4, this::card));
			case 7, 8 -> bulk();
			case 9 -> undo();
			case 10 -> ownership();
			case 11 -> Request.of("PUT", "/api/onerow/v1/settings",
					"{'sourceTime': {" + maybe("'sam': 'contactModified'") + "}}");
			default -> customer();
		};
	}

	private Request undo() {
		List<String> entries = this.wires.ids("history", "(record_id || '.' || version)");
		List<String> requests = this.wires.ids("history", "request_id");
		if (entries.isEmpty()) {
			return customer();
		}
		return this.random.nextBoolean() ? Request.of("POST", "/api/onerow/v1/history/" + any(entries) + "/undo", null)
				: Request.of("POST", "/api/onerow/v1/requests/" + any(requests) + "/undo", null);
	}

	private Request ownership() {
		return Request.of("PUT", "/api/onerow/v1/ownership",
				"{'contact': {%s}, 'account': {%s}, 'customer': {%s}}".formatted(
						owned("fullName", "language", "first_name", "lastname"), owned("name", "website"),
						owned("lastName", "parent")));
	}

	private String owned(String... fields) {
		return Stream.of(fields)
			.filter((field) -> this.random.nextBoolean())
			.map((field) -> "'" + field + "': '" + any(SOURCES) + "'")
			.collect(Collectors.joining(", "));
	}

	private Request contact() {
		String contacts = Wires.ACCOUNTS + "/" + one("account", "account_id") + "/contacts";
		String contact = contacts + "/" + one("contact", "contact_id");
		return switch (this.random.nextInt(8)) {
			case 0 -> Request.of("POST", contacts, person());
			case 1 -> Request.of("PATCH", contact, person());
			case 2 -> Request.of("DELETE", contact, null);
			default -> Request.of("PUT", contacts + "/upsert", person());
		};
	}

	private Request account() {
		String account = Wires.ACCOUNTS + "/" + one("account", "account_id");
		String body = "{'fullName': '%s'%s%s}".formatted(any(NAMES), maybe(", 'source': " + source()),
				maybe(", 'contacts': " + list(3, this::person)));
		return switch (this.random.nextInt(8)) {
			case 0 -> Request.of("PATCH", account, "{'fullName': '%s'}".formatted(any(NAMES)));
			case 1 -> Request.of("PUT", account + "/source", source());
			case 2 -> Request.of("DELETE", account + "/source", null);
			case 3 -> Request.of("DELETE", account, null);
			default -> Request.of("POST", Wires.ACCOUNTS, body);
		};
	}

	private Request openint() {
		boolean contacts = this.random.nextBoolean();
		String path = "/unified/crm/" + (contacts ? "contact" : "account");
		String one = path + "/" + (contacts ? one("contact", "contact_id") : one("account", "account_id"));
		String record = contacts
				? "{'first_name': '%s'%s}".formatted(any(NAMES), maybe(", 'email': '" + any(EMAILS) + "'"))
				: "{'name': '%s'%s}".formatted(any(NAMES), maybe(", 'website': '" + any(SITES) + "'"));
		String on = contacts ? "{'key': 'email', 'values': %s}".formatted(list(2, () -> "'" + any(EMAILS) + "'"))
				: "{'key': '%s', 'values': %s}".formatted(any(List.of("website", "domain")),
						list(2, () -> "'" + any(SITES) + "'"));
		return switch (this.random.nextInt(6)) {
			case 0 -> Request.of("POST", path, "{'record': " + record + "}");
			case 1 -> Request.of("PATCH", one, "{'record': " + record + "}");
			default -> Request.of("POST", path + "/_upsert", "{'upsert_on': " + on + ", 'record': " + record + "}");
		};
	}

	private Request connection() {
		return switch (this.random.nextInt(3)) {
			case 0 -> Request.of("POST", "/core/connection",
					"{'connectorName': 'native', 'customerId': '" + this.random.nextInt(2) + "'}");
			case 1 -> Request.of("PUT", "/core/customer/" + this.random.nextInt(2),
					"{'metadata': {'n': " + this.random.nextInt(2) + "}}");
			default -> {
				// not the one that all is sent on
				List<String> some = this.wires.ids("connection", "connection_id")
					.stream()
					.filter((id) -> id.startsWith("conn_native_"))
					.toList();
				yield Request.of("DELETE", "/core/connection/" + (some.isEmpty() ? "none" : any(some)), null);
			}
		};
	}

	private Request bulk() {
		String directives = maybe(", 'directives': [{'operation': 'skipCreate'}]");
		if (this.random.nextInt(4) == 0) {
			return Request.of("POST", "/customers/bulk/id?receipts=true", "{'customers': "
					+ list(3, () -> "{'id': %s, %s}".formatted(one("customer", "customer_id"), fields())) + "}");
		}
		return Request.of("POST", "/customers/bulk/sourceId?receipts=true",
				"{'customers': " + list(6, this::keyed) + (this.random.nextInt(4) == 0 ? directives : "") + "}");
	}

	private Request customer() {
		String path = "/customers/id/" + one("customer", "customer_id");
		return switch (this.random.nextInt(4)) {
			case 0 -> Request.of("DELETE", path, null);
			case 1 -> Request.of("POST", "/customers", keyed());
			default -> Request.of("PATCH", path, "{" + fields() + maybe(", 'sourceId': '" + number() + "'") + "}");
		};
	}

	private String keyed() {
		return "{'source': 's', 'sourceId': '%s', %s%s%s}".formatted(number(), fields(),
				maybe(", 'primaryLanguage': '" + any(LANGUAGES) + "'"),
				(this.random.nextInt(3) == 0) ? ", 'parent': {'source': 's', 'sourceId': '" + number() + "'}" : "");
	}

	private String fields() {
		return "'lastName': '%s'%s".formatted(any(NAMES), (this.random.nextInt(6) == 0)
				? ", 'dateOfBirth': '" + any(List.of("01/02/1990", "31/02/1990")) + "'" : "");
	}

	private String card() {
		return "{'externalId': '%s', 'lastname': '%s'%s%s%s}".formatted(number(), any(NAMES),
				(this.random.nextInt(6) == 0) ? "" : ", 'firstname': 'A'", maybe(", 'email1': '" + any(EMAILS) + "'"),
				((this.random.nextInt(6) == 0) ? ", 'contactId': " + one("contact", "number") : "")
						+ maybe(", 'contactModified': " + (1 + this.random.nextInt(3))));
	}

	private String person() {
		return "{'fullName': '%s'%s%s}".formatted(any(NAMES), maybe(", 'email': '" + any(EMAILS) + "'"),
				(this.random.nextInt(4) == 0) ? "" : ", 'language': '" + any(LANGUAGES) + "'");
	}

	private String source() {
		return "{'connectionId': 'erp', 'sourceId': '" + number() + "'}";
	}

	private String number() {
		return Integer.toString(this.random.nextInt(4));
	}

	/** The id of one that there is, or, now and then, of none. */
	private String one(String table, String id) {
		List<String> some = this.wires.ids(table, id);
		String none = id.endsWith("t_id") || id.endsWith("n_id") ? new UUID(7, 7).toString() : "999999";
		return (some.isEmpty() || this.random.nextInt(8) == 0) ? none : any(some);
	}

	private String list(int most, Supplier<String> one) {
		return IntStream.rangeClosed(1, Property.between(1, most, this.random))
			.mapToObj((n) -> one.get())
			.collect(Collectors.joining(", ", "[", "]"));
	}

	private String maybe(String text) {
		return this.random.nextBoolean() ? text : "";
	}

	private <T> T any(List<T> values) {
		return Property.oneOf(values, this.random);
	}

}
