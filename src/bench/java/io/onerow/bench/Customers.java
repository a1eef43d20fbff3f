package io.onerow.bench;

/** Bulk requests of customers, a thousand in each. */
final class Customers {

	static final int A_REQUEST = 1000;

	/** How many requests it takes to send all known customers. */
	static final int KNOWN_REQUESTS = 20;

	static final String ADDRESSES = "[{\"type\":\"invoice\",\"code\":\"main\",\"street\":\"Keizersgracht\","
			+ "\"number\":\"12\",\"postalCode\":\"1015CJ\",\"city\":\"Amsterdam\",\"country\":\"NL\"}]";

	private static final String PATH = "/customers/bulk/sourceId";

	private Customers() {
	}

	static Request fresh(long n) {
		return request("new", n);
	}

	static Request known(long n) {
		return request("known", n % KNOWN_REQUESTS);
	}

	private static Request request(String kind, long batch) {
		StringBuilder body = new StringBuilder(300 * A_REQUEST).append("{\"customers\":[");
		for (long n = batch * A_REQUEST; n < (batch + 1) * A_REQUEST; n++) {
			body.append((n % A_REQUEST == 0) ? "" : ",")
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
