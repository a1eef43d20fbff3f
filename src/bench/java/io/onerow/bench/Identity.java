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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onerow.FebrlPerson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

	private static final Pattern CANDIDATES = Pattern.compile("candidates=([0-9]+)");

	private static final String ACCOUNTS = "/api/public/v1/accounts";

	private final Service service;

	private final String token;

	private final String admin;

	private long candidates;

	Identity(Service service) throws IOException, InterruptedException {
		this.service = service;
		this.token = service.token();
		this.admin = service.token("demo-admin", "demo-admin-secret");
	}

	/**
	 * A line for each way of asking and each set; the time is that of an upsert, one client.
	 * Candidates are those that stood on the ladder or had a name within the limit, where
	 * somebody was linked.
	 */
	void run() throws IOException, InterruptedException {
		StringBuilder table = new StringBuilder("%n%-21s %4s %10s %8s %15s %10s %11s %8s".formatted("policy", "set",
				"precision", "linked", "linked or asked", "wrong", "candidates", "ms"));
		// the policies that need an index come last, as all that is written goes there then
		for (Way way : Way.values()) {
			for (int set = 1; set <= SETS; set++) {
				List<FebrlPerson> people = FebrlPerson.of(set);
				List<FebrlPerson> relatives = (set == SETS) ? FebrlPerson.relatives(people) : List.of();
				Count copies = new Count();
				Count strangers = new Count();
				String account = account(way);
				this.candidates = 0;
				long start = System.nanoTime();
				send(way, account, people, relatives, copies, strangers);
				int upserts = people.size() + relatives.size();
				double millis = (System.nanoTime() - start) / 1e6 / upserts;
				String wrong = relatives.isEmpty() ? "" : strangers.wrong + "/" + relatives.size();
				table.append(String.format(Locale.ROOT, "%n%-21s %4d %10.4f %8.3f %15.3f %10s %11.2f %8.2f", way, set,
						copies.precision(), copies.linked(), copies.linked() + copies.asked(), wrong,
						this.candidates / (double) upserts, millis));
			}
		}
		log.info("{}", table);
	}

	/** One in which it is asked in that way. */
	private String account(Way way) throws IOException, InterruptedException {
		String account = JSON.readTree(ok(this.service.send("POST", new Request(ACCOUNTS, "{\"fullName\":\"" + way + "\"}"),
				this.token))
			.body()).get("id").stringValue();
		String policy = "/api/onerow/v1/policies/account:" + account;
		ok(this.service.send("PUT", new Request(policy,
				"{\"policy\":\"" + way.policy + "\",\"onDoubt\":\"create\",\"region\":\"AU\"}"), this.admin));
		while (!JSON.readTree(ok(this.service.send("GET", new Request(policy, ""), this.admin)).body())
			.get("complete")
			.booleanValue()) {
			Thread.sleep(100);
		}
		return account;
	}

	private void send(Way way, String account, List<FebrlPerson> people, List<FebrlPerson> relatives, Count copies,
			Count strangers) throws IOException, InterruptedException {
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
		Matcher stood = CANDIDATES.matcher(answer.headers().firstValue("Onerow-Match").orElse(""));
		this.candidates += stood.find() ? Long.parseLong(stood.group(1)) : 0;
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
		KEYS_WITH_ID("keys", true, true), CORROBORATED("corroborated", true, false),
		CORROBORATED_WITH_ID("corroborated", true, true);

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
