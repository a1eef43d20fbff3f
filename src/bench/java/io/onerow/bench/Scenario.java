package io.onerow.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A load.
 *
 * @param records how many records a request holds
 * @param answer what a header or the body of an answer must hold to be what is meant
 */
record Scenario(String name, String method, int clients, int records, String answer, Requests requests,
		AtomicLong sent) {

	static Scenario of(String name, String method, int clients, int records, String answer, Requests requests) {
		return new Scenario(name, method, clients, records, answer, requests, new AtomicLong());
	}

	static Scenario upsert(String name, int clients, String answer, Requests requests) {
		return of(name, "PUT", clients, 1, answer, requests);
	}

	Request next() {
		return this.requests.at(this.sent.getAndIncrement());
	}

}
