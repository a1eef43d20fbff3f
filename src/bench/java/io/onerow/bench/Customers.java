package io.onerow.bench;

/** Bulk requests of customers, a thousand in each or as many as there may be. */
final class Customers {

	static final int A_REQUEST = 1000;

	private static final int MOST = 10_000;

	/** How many requests it takes to send all known customers. */
	static final int KNOWN_REQUESTS = 20;

	static final String ADDRESSES = "[{\"type\":\"invoice\",\"code\":\"main\",\"street\":\"Keizersgracht\","
			+ "\"number\":\"12\",\"postalCode\":\"1015CJ\",\"city\":\"Amsterdam\",\"country\":\"NL\"}]";

	private static final String PATH = "/customers/bulk/sourceId";

	private Customers() {
	}

	static Request fresh(long n) {
		return request("new", n, A_REQUEST);
	}

	static Request known(long n) {
		return request("known", n % KNOWN_REQUESTS, A_REQUEST);
	}

	/** Of new ones, as many as one request may have. */
	static Request most(long n) {
		return request("most", n, MOST);
	}

	private static Request request(String kind, long batch, int size) {
		StringBuilder body = new StringBuilder(300 * size).append("{\"customers\":[");
		for (long n = batch * size; n < (batch + 1) * size; n++) {
			body.append((n % size == 0) ? "" : ",")
				.append("{\"source\":\"bench\",\"sourceId\":\"")
				.append(kind)
				.append('-')
				.append(n)
				.append("\",\"primaryLanguage\":\"EN\",\"firstName\":\"Anna\",\"lastName\":\"")
				.append(People.stranger(n))
				.append("\",\"email\":\"customer.")
				.append(n)
				.append("@example.org\",\"phone\":\"+31201234567\",\"addresses\":")
				.append(ADDRESSES)
				.append('}');
		}
		return new Request(PATH, body.append("]}").toString());
	}

}
