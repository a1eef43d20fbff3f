package io.onerow.bench;

/** Contacts of the company book, a hundred in each request. */
final class CompanyBook {

	static final int A_REQUEST = 100;

	/** How many requests it takes to send all of them. */
	static final int REQUESTS = 100;

	private CompanyBook() {
	}

	/** Says of each item what became of it. */
	static Request known(long n) {
		StringBuilder body = new StringBuilder(150 * A_REQUEST);
		long first = n % REQUESTS * A_REQUEST;
		for (long contact = first; contact < first + A_REQUEST; contact++) {
			body.append((contact == first) ? '[' : ',')
				.append("{\"externalId\":\"book-")
				.append(contact)
				.append("\",\"firstname\":\"Anna\",\"lastname\":\"")
				.append(People.stranger(contact))
				.append("\",\"email1\":\"book.")
				.append(contact)
				.append("@example.org\",\"mobile\":\"+31612345678\",\"city\":\"Amsterdam\"}");
		}
		return new Request("/rest/company/contact/upsert?receipts=true", body.append(']').toString());
	}

}
