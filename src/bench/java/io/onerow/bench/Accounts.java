package io.onerow.bench;

import java.util.List;
import java.util.Map;

/** Accounts of the demo's connection, numbered from 0, that are upserted by website. */
final class Accounts {

	static final int KNOWN = 10_000;

	static final String CONNECTION = "conn_demo";

	static final Map<String, String> CREDENTIAL = Map.of("x-apikey", "demo-api-key", "x-connection-id", CONNECTION);

	private static final List<String> INDUSTRIES = List.of("Software", "Retail", "Banking", "Energy", "Farming");

	private Accounts() {
	}

	static String name(long account) {
		return "Company " + account;
	}

	static String website(long account) {
		return "https://www.company-" + account + ".example/";
	}

	/** Differs from that of the same account the last time. */
	static String industry(long n) {
		return INDUSTRIES.get((int) (n / KNOWN % INDUSTRIES.size()));
	}

	static Request changed(long n) {
		long account = n % KNOWN;
		return new Request("/v0/unified/crm/account/_upsert",
				"{\"upsert_on\":{\"key\":\"website\",\"values\":[\"" + website(account) + "\"]},\"record\":{\"name\":\""
						+ name(account) + "\",\"industry\":\"" + industry(n) + "\"}}");
	}

}
