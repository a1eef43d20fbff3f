package io.onerow.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The kinds of attack, with the heap of the service that has to stand it. */
enum Attack {

	SLOW_LOGIN(400, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			out.write(target.head("POST", LOGIN, FORM, SLOW_LENGTH));
			trickle(out, end);
		}
	},
	SLOW_TOKEN(400, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			out.write(target.head("POST", TOKEN, FORM, SLOW_LENGTH));
			trickle(out, end);
		}
	},
	SLOW_UPSERT(400, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			out.write(target.head("PUT", UPSERT, JSON, SLOW_LENGTH, target.bearer()));
			trickle(out, end);
		}
	},
	SLOW_READER(250, "-Xmx1g") {
		@Override
		void prepare(Target target) throws IOException {
			accounts(target, 100, 100_000);
		}

		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			out.write(target.head("GET", ACCOUNTS + "?page_size=1000", JSON, -1, KEY, CONNECTION));
		}

		@Override
		boolean isSlowToRead() {
			return true;
		}
	},
	OBJECTS(100, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			whole(target, out, "PUT", UPSERT, "{\"x\":[" + "{},".repeat(340_000) + "{}]}");
		}
	},
	OBJECTS_SMALL(100, "-Xmx256m") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			whole(target, out, "PUT", UPSERT, "{\"x\":[" + "{},".repeat(340_000) + "{}]}");
		}
	},
	STRINGS(200, "-Xmx256m") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			whole(target, out, "PUT", UPSERT, "{\"x\":\"" + "x".repeat(957_000) + "\"}");
		}
	},
	BOOK(20, "-Xmx512m") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			whole(target, out, "POST", "/rest/company/contact/upsert", "[" + "{},".repeat(2_700_000) + "{}]");
		}
	},
	/** No attack but honest work: new customers in bulk, as many in one as are allowed. */
	BULKS(1, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			long from = System.nanoTime();
			whole(target, out, "POST", "/customers/bulk/sourceId", LongStream.range(from, from + 10_000)
				.mapToObj((id) -> "{\"source\":\"bulks\",\"sourceId\":\"" + id + "\",\"lastName\":\"Lee\"}")
				.collect(Collectors.joining(",", "{\"customers\":[", "]}")));
		}
	},
	PAGES(4, "-Xmx256m") {
		@Override
		void prepare(Target target) throws IOException {
			accounts(target, 150, 900_000);
		}

		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			out.write(target.head("GET", ACCOUNTS + "?page_size=1000", JSON, -1, KEY, CONNECTION));
		}
	},
	WRONG_SECRETS(50, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			form(target, out, TOKEN,
					"grant_type=client_credentials&client_id=demo&client_secret=wrong" + System.nanoTime());
		}
	},
	WRONG_LOGINS(50, "-Xmx1g") {
		@Override
		void send(Target target, OutputStream out, long end) throws IOException {
			form(target, out, LOGIN, "uEmail=victim" + System.nanoTime() + "@example.com&uPassword=wrong&version=1");
		}
	};

	private static final String LOGIN = "/rest/user/login";

	private static final String TOKEN = "/api/oauth/token";

	private static final String UPSERT = "/api/public/v1/accounts/00000000-0000-7000-8000-000000000001/contacts/upsert";

	private static final String ACCOUNTS = "/unified/crm/account";

	private static final String KEY = "x-apikey: demo-api-key";

	private static final String CONNECTION = "x-connection-id: conn_demo";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final int SLOW_LENGTH = 500;

	private static final long SLOW_MILLIS = 3_000;

	private final int connections;

	private final String memory;

	Attack(int connections, String memory) {
		this.connections = connections;
		this.memory = memory;
	}

	int connections() {
		return this.connections;
	}

	String memory() {
		return this.memory;
	}

	/** What must be there first. */
	void prepare(Target target) throws IOException {
	}

	/** Sends one request, or as much of it as there is time for. */
	abstract void send(Target target, OutputStream out, long end) throws IOException;

	boolean isSlowToRead() {
		return false;
	}

	private static void trickle(OutputStream out, long end) throws IOException {
		for (int sent = 0; sent < SLOW_LENGTH && System.nanoTime() < end; sent++) {
			out.write('{');
			out.flush();
			Crowd.pause(SLOW_MILLIS);
		}
	}

	private static void whole(Target target, OutputStream out, String method, String path, String body)
			throws IOException {
		out.write(target.head(method, path, JSON, body.length(), target.bearer()));
		out.write(body.getBytes(StandardCharsets.US_ASCII));
	}

	private static void form(Target target, OutputStream out, String path, String body)
			throws IOException {
		out.write(target.head("POST", path, FORM, body.length()));
		out.write(body.getBytes(StandardCharsets.US_ASCII));
	}

	/** Accounts of that many bytes each, if the service takes them. */
	private static void accounts(Target target, int count, int bytes) throws IOException {
		for (int n = 0; n < count; n++) {
			String body = String.format(Locale.ROOT,
					"{\"upsert_on\":{\"key\":\"website\",\"values\":[\"big%d.example\"]},\"record\":{\"name\":\"Big\",\"passthrough_fields\":{\"big\":\"%s\"}}}",
					n, "x".repeat(bytes));
			try (Socket socket = target.connect()) {
				OutputStream out = socket.getOutputStream();
				out.write(target.head("POST", ACCOUNTS + "/_upsert", JSON, body.length(), KEY, CONNECTION, "Connection: close"));
				out.write(body.getBytes(StandardCharsets.US_ASCII));
				socket.getInputStream().readAllBytes();
			}
		}
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
