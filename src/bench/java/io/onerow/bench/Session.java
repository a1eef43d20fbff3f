package io.onerow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.onerow.bench.Measuring.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All chosen parts with one running service. */
final class Session {

	private static final Logger log = LoggerFactory.getLogger(Session.class);

	private static final UUID DEMO = UUID.fromString("00000000-0000-7000-8000-000000000001");

	private static final UUID SMALL = UUID.fromString("00000000-0000-7000-8000-00000000000a");

	private static final UUID LARGE = UUID.fromString("00000000-0000-7000-8000-00000000000b");

	private static final UUID MORE = UUID.fromString("00000000-0000-7000-8000-00000000000c");

	private static final UUID FOUGHT_OVER = UUID.fromString("00000000-0000-7000-8000-00000000000d");

	private static final int CLIENTS = 16;

	private static final int BULK_CLIENTS = 4;

	/** Half of them are changed, the others stay as they are. */
	private static final int STORED = 20_000;

	private final String jdk;

	private final Options options;

	private final Set<Part> parts;

	private final Service service;

	private final Database database;

	private final Measuring measuring;

	private final People people = new People();

	private final Seeding seeding;

	private final List<Figure> figures = new ArrayList<>();

	private double rateWhenSmall;

	Session(String jdk, Options options, Set<Part> parts, Service service) throws Exception {
		this.jdk = jdk;
		this.options = options;
		this.parts = parts;
		this.service = service;
		this.database = service.database();
		this.measuring = new Measuring(options, service, service.token(), this.database);
		this.seeding = new Seeding(this.database, this.people);
	}

	List<Figure> run() throws Exception {
		this.seeding.fill(DEMO, STORED);
		FloorTables.contacts(this.database);
		for (Part part : Part.values()) {
			if (this.parts.contains(part) || (part == Part.EMAIL && this.parts.contains(Part.GROWTH))) {
				log.info("JDK {}: {}", this.jdk, part);
				run(part);
			}
		}
		return this.figures;
	}

	private void run(Part part) throws Exception {
		switch (part) {
			case EMAIL -> email();
			case UNCHANGED -> unchanged();
			case CREATE -> create();
			case BULK -> bulk();
			case NAMES -> names();
			case GROWTH -> growth();
			case FIGHT -> fight();
			case HISTORY -> history();
			case IDENTITY -> new Identity(this.service).run();
			default -> throw new IllegalArgumentException(part.name());
		}
	}

	private void email() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED / 2);
		Pair pair = this.measuring.against(updates(contacts), new FloorTables(contacts).changed());
		this.rateWhenSmall = Round.rate(pair.service());
		add("email hit, a field changed", pair, Goal.atLeast(0.4, 0.5));
	}

	private static Scenario updates(Contacts contacts) {
		return Scenario.upsert("email hit, changed", CLIENTS, "updated", contacts::changed);
	}

	private void unchanged() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, STORED / 2, STORED / 2);
		Scenario scenario = Scenario.upsert("email hit, unchanged", CLIENTS, "unchanged", contacts::unchanged);
		add("email hit, nothing changed", this.measuring.against(scenario, new FloorTables(contacts).unchanged()),
				Goal.atLeast(0.6, 1.0));
	}

	private void create() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED);
		Scenario scenario = Scenario.upsert("create", CLIENTS, "created", contacts::created);
		add("create, all names different", this.measuring.against(scenario, new FloorTables(contacts).created()),
				Goal.atLeast(0.2, 0.3));
	}

	private void bulk() throws Exception {
		FloorTables.customers(this.database);
		add("bulk, 1,000 new",
				this.measuring.against(bulk("bulk, new", "\"create\"", Customers::fresh), FloorTables.newCustomers()),
				Goal.atLeast(0.7, 1.0));
		int known = Customers.KNOWN_REQUESTS * Customers.A_REQUEST;
		add("bulk, 1,000 unchanged", this.measuring
			.against(bulk("bulk, unchanged", "\"success\":true", Customers::known), FloorTables.knownCustomers(known)),
				Goal.atLeast(5, 8));
	}

	private static Scenario bulk(String name, String answer, Requests requests) {
		return Scenario.of(name, "POST", BULK_CLIENTS, Customers.A_REQUEST, answer, requests);
	}

	private void names() throws Exception {
		this.seeding.fill(SMALL, this.options.small());
		this.seeding.fill(LARGE, this.options.large());
		Contacts large = new Contacts(this.people, LARGE, 0, this.options.large());
		List<Round> hits = this.measuring
			.rounds(Scenario.upsert("email hit, one client", 1, "updated", large::changed));
		List<Round> few = this.measuring.rounds(byName(new Contacts(this.people, SMALL, 0, this.options.small())));
		List<Round> many = this.measuring.rounds(byName(large));
		double median = Round.median(many, Round::median);
		add("name fallback, median over an email hit", many, median - Round.median(hits, Round::median), "ms",
				Goal.atMost(3, 1.5));
		add("name fallback, p99", many, Round.median(many, Round::p99), "ms", Goal.atMost(20, 10));
		add("name fallback, large directory against small", many, median / Round.median(few, Round::median), "times",
				Goal.atMost(4, 2));
	}

	private static Scenario byName(Contacts contacts) {
		return Scenario.upsert("name fallback, " + contacts.size(), 1, "by=name", contacts::byName);
	}

	private void growth() throws Exception {
		if (!this.parts.contains(Part.NAMES)) {
			this.seeding.fill(LARGE, this.options.large());
		}
		this.seeding.fill(MORE, this.options.large());
		List<Round> rounds = this.measuring.rounds(updates(new Contacts(this.people, MORE, 0, this.options.large())));
		add("email hit, all stored against 20,000", rounds, Round.rate(rounds) / this.rateWhenSmall, "times",
				Goal.atLeast(0.85, 0.95));
	}

	private void fight() throws Exception {
		this.seeding.fill(FOUGHT_OVER, 1);
		Fight fight = new Fight(this.service, this.service.token(), FOUGHT_OVER);
		fight.run(this.options.seconds());
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED);
		List<Round> floor = this.measuring.floor(new FloorTables(contacts).changed());
		List<Round> rounds = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			rounds.add(fight.run(this.options.seconds()));
		}
		add("names near each other at once", new Measuring.Pair(rounds, floor), Goal.atLeast(0.1, 0.2));
		add("the same, p99", rounds, Round.median(rounds, Round::p99), "ms", Goal.atMost(100, 50));
		add("the same, refused", rounds, (double) fight.refused(), "requests", Goal.atMost(0, 0));
	}

	private void history() throws Exception {
		cost("email hit, a field changed, with history", updates(new Contacts(this.people, DEMO, 0, STORED / 2)), 0.9);
		cost("bulk, 1,000 new, with history", bulk("bulk, new", "\"create\"", Customers::fresh), 0.8);
	}

	private void cost(String what, Scenario scenario, double least) throws Exception {
		try (History history = new History(this.database)) {
			Pair pair = this.measuring.inTurns(scenario, history);
			add(what, pair, "of without", Goal.atLeast(least, 1));
		}
	}

	private void add(String what, Pair pair, Goal goal) {
		add(what, pair, "of floor", goal);
	}

	private void add(String what, Pair pair, String unit, Goal goal) {
		add(new Figure(this.jdk, what, pair.service(), Round.rate(pair.floor()), pair.ratio(), unit, goal));
	}

	private void add(String what, List<Round> rounds, double value, String unit, Goal goal) {
		add(new Figure(this.jdk, what, rounds, 0, value, unit, goal));
	}

	// at once: a run that fails later has measured this all the same
	private void add(Figure figure) {
		log.info("{}: {} {}", figure.what(), String.format(Locale.ROOT, "%.2f", figure.value()), figure.unit());
		this.figures.add(figure);
	}

}
