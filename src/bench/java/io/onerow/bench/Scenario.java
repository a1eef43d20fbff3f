package io.onerow.bench;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A load.
 *
 * @param records how many records a request holds
 * @param headers beside the token
 * @param answer what a header or the body of an answer must hold to be what is meant,
 * once for each record
 */
record Scenario(String name, String method, int clients, int records, Map<String, String> headers, String answer,
		Requests requests, AtomicLong sent) {

	static Scenario of(String name, String method, int clients, int records, String answer, Requests requests) {
		return new Scenario(name, method, clients, records, Map.of(), answer, requests, new AtomicLong());
	}

	static Scenario upsert(String name, int clients, String outcome, Requests requests) {
		return of(name, "PUT", clients, 1, outcome(outcome), requests);
	}

	Scenario with(Map<String, String> headers) {
		return new Scenario(this.name, this.method, this.clients, this.records, headers, this.answer, this.requests,
				this.sent);
	}

	/** The header alone: a body tells when it was updated even where nothing was. */
	static String outcome(String outcome) {
		return "onerow-outcome=[" + outcome + "]";
	}

	boolean isMeant(String said) {
		return (said.length() - said.replace(this.answer, "").length()) / this.answer.length() >= this.records;
	}

	Request next() {
		return this.requests.at(this.sent.getAndIncrement());
	}

}
