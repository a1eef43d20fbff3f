package io.onerow.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whom each policy takes a person for: people of the FEBRL sets are upserted one by one
 * into an account of their own, the latest value wins, and after those of the third set
 * their relatives, who are nobody that is there.
 */
final class Identity {

	private static final Logger log = LoggerFactory.getLogger(Identity.class);

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final int SETS = 3;

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private final Service service;

	private final String token;

	private final String admin;

	Identity(Service service) throws IOException, InterruptedException {
		this.service = service;
		this.token = service.token();
		this.admin = service.token("demo-admin", "demo-admin-secret");
	}

	/** A line for each set and each way of asking; the time is that of an upsert, one client. */
	void run() throws IOException, InterruptedException {
		StringBuilder table = new StringBuilder(
				"%n%-4s %-16s %10s %8s %8s %10s %8s".formatted("set", "policy", "precision", "linked", "asked", "wrong", "ms"));
		for (int set = 1; set <= SETS; set++) {
			List<FebrlPerson> people = FebrlPerson.of(set);
			List<FebrlPerson> relatives = (set == SETS) ? FebrlPerson.relatives(people) : List.of();
			for (Way way : Way.values()) {
				Count copies = new Count();
				Count strangers = new Count();
				long start = System.nanoTime();
				send(way, people, relatives, copies, strangers);
				double millis = (System.nanoTime() - start) / 1e6 / (people.size() + relatives.size());
				String wrong = relatives.isEmpty() ? "" : strangers.wrong + "/" + relatives.size();
				table.append(String.format(Locale.ROOT, "%n%-4d %-16s %10.4f %8.3f %8.3f %10s %8.2f", set, way, copies.precision(),
						copies.linked(), copies.asked(), wrong, millis));
			}
		}
		log.info("{}", table);
	}

	private void send(Way way, List<FebrlPerson> people, List<FebrlPerson> relatives, Count copies, Count strangers)
			throws IOException, InterruptedException {
		String account = JSON.readTree(ok(this.service.send("POST", new Request(ACCOUNTS, "{\"fullName\":\"" + way + "\"}"),
				this.token))
			.body()).get("id").stringValue();
		ok(this.service.send("PUT", new Request("/api/onerow/v1/policies/account:" + account,
				"{\"policy\":\"" + way.policy + "\",\"onDoubt\":\"create\",\"region\":\"AU\"}"), this.admin));
		Map<String, String> owners = new HashMap<>();
		Set<String> known = new HashSet<>();
		for (FebrlPerson person : people) {
			Count count = known.add(person.person()) ? new Count() : copies;
			count.add(upsert(account, person.body(way.facts, way.number), person, owners));
			// a link of somebody new is as wrong as one of a copy
			copies.wrong += (count == copies) ? 0 : count.wrong;
		}
		for (FebrlPerson relative : relatives) {
			strangers.add(upsert(account, relative.body(way.facts, way.number), relative, owners));
		}
	}

	private Verdict upsert(String account, String body, FebrlPerson person, Map<String, String> owners)
			throws IOException, InterruptedException {
		HttpResponse<String> answer = ok(
				this.service.send("PUT", new Request(ACCOUNTS + "/" + account + "/contacts/upsert", body), this.token));
		String id = JSON.readTree(answer.body()).get("id").stringValue();
		String owner = owners.put(id, person.person());
		if (answer.headers().firstValue("Onerow-Outcome").orElse("").equals("created")) {
			String match = answer.headers().firstValue("Onerow-Match").orElse("");
			return (match.contains("rung=") && !match.endsWith("rung=none")) ? Verdict.ASKED : Verdict.NEW;
		}
		return person.person().equals(owner) ? Verdict.RIGHT : Verdict.WRONG;
	}

	private static HttpResponse<String> ok(HttpResponse<String> answer) {
		if (answer.statusCode() / 100 != 2) {
			throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
		}
		return answer;
	}

	/** What is sent, and by which policy it is matched. */
	private enum Way {

		SEED("seed", false, false), GUARDED("guarded", true, false), GUARDED_WITH_ID("guarded", true, true),
		KEYS_WITH_ID("keys", true, true);

		private final String policy;

		private final boolean facts;

		private final boolean number;

		Way(String policy, boolean facts, boolean number) {
			this.policy = policy;
			this.facts = facts;
			this.number = number;
		}

	}

	private enum Verdict {

		NEW, ASKED, RIGHT, WRONG

	}

	private static final class Count {

		private final List<Verdict> all = new ArrayList<>();

		private int wrong;

		void add(Verdict verdict) {
			this.all.add(verdict);
			this.wrong += (verdict == Verdict.WRONG) ? 1 : 0;
		}

		private double of(Verdict verdict) {
			return this.all.stream().filter((one) -> one == verdict).count();
		}

		double precision() {
			return of(Verdict.RIGHT) / (of(Verdict.RIGHT) + this.wrong);
		}

		double linked() {
			return of(Verdict.RIGHT) / this.all.size();
		}

		double asked() {
			return of(Verdict.ASKED) / this.all.size();
		}

	}

}
