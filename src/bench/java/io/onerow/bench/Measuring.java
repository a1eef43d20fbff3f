package io.onerow.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds of one service: warmed up, the floor and the service by turns. */
final class Measuring {

	private static final Logger log = LoggerFactory.getLogger(Measuring.class);

	private static final double FLAT = 1.05;

	private static final int FLAT_SLICES = 3;

	private final Options options;

	private final Server server;

	private final String token;

	private final Load load;

	private final Floor floor;

	private boolean warm;

	Measuring(Options options, Service service, String token, Database database) {
		this.options = options;
		this.server = service;
		this.token = token;
		this.load = new Load(service, token);
		this.floor = new Floor(service, database);
	}

	private Measuring(Options options, Server server, String token, Floor floor) {
		this.options = options;
		this.server = server;
		this.token = token;
		this.load = new Load(server, token);
		this.floor = floor;
	}

	/** Of another server, beside the same floor. */
	Measuring of(Server other) throws Exception {
		return new Measuring(this.options, other, other.token(), this.floor);
	}

	/** Without a floor. */
	List<Round> rounds(Scenario scenario) throws Exception {
		warmUp(scenario);
		List<Round> rounds = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			rounds.add(this.load.run(scenario, this.options.seconds()));
		}
		requireMeaning(scenario);
		return rounds;
	}

	/** The floor alone. */
	List<Round> floor(Floor.Change change) throws Exception {
		List<Round> rounds = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			rounds.add(floorOnce(change));
		}
		return rounds;
	}

	Round floorOnce(Floor.Change change) throws Exception {
		return this.floor.run(change, this.options.seconds());
	}

	Pair against(Scenario scenario, Floor.Change change) throws Exception {
		warmUp(scenario);
		this.floor.run(change, Math.min(5, this.options.seconds()));
		Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
		for (int round = 0; round < this.options.rounds(); round++) {
			pair.floor().add(this.floor.run(change, this.options.seconds()));
			pair.service().add(this.load.run(scenario, this.options.seconds()));
		}
		requireMeaning(scenario);
		return pair;
	}

	/** The floor, another server and this one by turns. */
	Beside beside(Scenario scenario, Floor.Change change, Measuring other, Scenario theirs) throws Exception {
		warmUp(scenario);
		other.warmUp(theirs);
		this.floor.run(change, Math.min(5, this.options.seconds()));
		Beside beside = new Beside(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (int round = 0; round < this.options.rounds(); round++) {
			beside.floor().add(this.floor.run(change, this.options.seconds()));
			beside.other().add(other.load.run(theirs, this.options.seconds()));
			beside.service().add(this.load.run(scenario, this.options.seconds()));
		}
		requireMeaning(scenario);
		other.requireMeaning(theirs);
		return beside;
	}

	/** Sends that many requests of a scenario, one after the other. */
	void send(Scenario scenario, int requests) throws Exception {
		for (int request = 0; request < requests; request++) {
			requireMeaning(scenario);
		}
	}

	/** With history and, in place of a floor, without. */
	Pair inTurns(Scenario scenario, History history) throws Exception {
		warmUp(scenario);
		Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
		for (int round = 0; round < this.options.rounds(); round++) {
			history.stop();
			pair.floor().add(this.load.run(scenario, this.options.seconds()));
			history.close();
			pair.service().add(this.load.run(scenario, this.options.seconds()));
		}
		requireMeaning(scenario);
		return pair;
	}

	private void warmUp(Scenario scenario) throws Exception {
		requireMeaning(scenario);
		// What was learnt before holds: only the first load meets a cold JIT
		int most = this.warm ? this.options.warmUp() / 5 : this.options.warmUp();
		int slice = Math.max(1, Math.min(10, most / FLAT_SLICES));
		List<Double> rates = new ArrayList<>();
		do {
			rates.add(this.load.run(scenario, slice).perSecond());
		}
		// the compilers pause too, which looks as if they were done
		while (rates.size() * slice < most && (rates.size() * slice < most * 4 / 5 || !isFlat(rates)));
		log.info("{}: {} after {} s, records a second {}", scenario.name(), isFlat(rates) ? "flat" : "not flat",
				rates.size() * slice, rates.stream().map(Math::round).toList());
		this.warm = true;
	}

	private static boolean isFlat(List<Double> rates) {
		List<Double> last = rates.subList(Math.max(0, rates.size() - FLAT_SLICES), rates.size());
		double least = last.stream().mapToDouble(Double::doubleValue).min().orElse(0);
		double most = last.stream().mapToDouble(Double::doubleValue).max().orElse(0);
		return last.size() == FLAT_SLICES && most <= least * FLAT;
	}

	// A fast wrong answer is no figure
	private void requireMeaning(Scenario scenario) throws Exception {
		HttpResponse<String> answer = this.server.send(scenario.method(), scenario.next(), scenario.headers(),
				this.token);
		Map<String, List<String>> headers = new TreeMap<>();
		answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
		if (answer.statusCode() / 100 != 2 || !scenario.isMeant(headers + answer.body())) {
			throw new IllegalStateException(scenario.name() + ": answered " + answer.statusCode() + ", not as meant ("
					+ scenario.answer() + ")");
		}
	}

	/** The service's rounds, the other server's and the floor's, taken by turns. */
	record Beside(List<Round> service, List<Round> other, List<Round> floor) {

		Pair toOther() {
			return new Pair(this.service, this.other);
		}

		Pair toFloor() {
			return new Pair(this.service, this.floor);
		}

	}

	/** The service's rounds and the floor's, taken by turns. */
	record Pair(List<Round> service, List<Round> floor) {

		double ratio() {
			return Round.rate(this.service) / Round.rate(this.floor);
		}

	}

}
