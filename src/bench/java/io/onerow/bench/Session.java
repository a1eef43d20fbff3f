package io.onerow.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.onerow.bench.Measuring.Beside;
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

	private static final UUID RENAMED = UUID.fromString("00000000-0000-7000-8000-00000000000e");

	private static final UUID PEERED = UUID.fromString("00000000-0000-7000-8000-00000000000f");

	private static final UUID FOUGHT_OVER = UUID.fromString("00000000-0000-7000-8000-00000000000d");

	private static final Goal CHANGED = Goal.atLeast(0.4, 0.5);

	private static final Goal UNCHANGED = Goal.atLeast(0.75, 0.9);

	private static final Goal ANOTHER_NAME = Goal.atLeast(0.25, 0.3);

	private static final Goal CREATED = Goal.atLeast(0.3, 0.4);

	private static final int BULK_CLIENTS = 4;

	/** Half of them are changed, the others stay as they are. */
	private static final int STORED = 20_000;

	/** After which the memory is looked at. */
	private static final Set<Part> SINGLE = EnumSet.of(Part.EMAIL, Part.UNCHANGED, Part.RENAMED, Part.CREATE);

	private final Path home;

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

	private Optional<Scenario> changes = Optional.empty();

	Session(Path home, String jdk, Options options, Set<Part> parts, Service service) throws Exception {
		this.home = home;
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
		if (this.parts.contains(Part.RENAMED)) {
			this.seeding.fill(RENAMED, STORED / 2);
		}
		if (this.parts.contains(Part.PEER)) {
			this.seeding.fill(PEERED, STORED);
		}
		FloorTables.contacts(this.database);
		Part last = SINGLE.stream().filter(this.parts::contains).reduce((one, next) -> next).orElse(null);
		for (Part part : Part.values()) {
			if (this.parts.contains(part) || (part == Part.EMAIL && this.parts.contains(Part.GROWTH))) {
				log.info("JDK {}: {}", this.jdk, part);
				run(part);
				if (part == last) {
					add("memory after the single upserts", List.of(), (double) this.service.memory(), "MB",
							Goal.atMost(450, 350));
				}
			}
		}
		return this.figures;
	}

	private void run(Part part) throws Exception {
		switch (part) {
			case EMAIL -> email();
			case UNCHANGED -> unchanged();
			case RENAMED -> renamed();
			case CREATE -> create();
			case ALONE -> alone();
			case ACCOUNT -> account();
			case BOOK -> book();
			case PEER -> peer();
			case BULK -> bulk();
			case NAMES -> names();
			case GROWTH -> growth();
			case FIGHT -> fight();
			case HISTORY -> history();
			case READY -> ready();
			case PGBENCH -> pgbench();
			case IDENTITY -> new Identity(this.service).run();
			default -> throw new IllegalArgumentException(part.name());
		}
	}

	private void email() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED / 2);
		Pair pair = this.measuring.against(goingOn(updates(contacts)), new FloorTables(contacts).changed());
		this.rateWhenSmall = Round.rate(pair.service());
		add("email hit, a field changed", pair, CHANGED);
	}

	private Scenario updates(Contacts contacts) {
		return Scenario.upsert("email hit, changed", this.options.clients(), "updated", contacts::changed);
	}

	/** Begins where the last one has ended that changed the same contacts: each differs from what is stored. */
	private Scenario goingOn(Scenario scenario) {
		this.changes.ifPresent((last) -> scenario.sent().set(last.sent().get()));
		this.changes = Optional.of(scenario);
		return scenario;
	}

	private void unchanged() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, STORED / 2, STORED / 2);
		add("email hit, nothing changed",
				this.measuring.against(repeats(contacts), new FloorTables(contacts).unchanged()), UNCHANGED);
	}

	private Scenario repeats(Contacts contacts) {
		return Scenario.upsert("email hit, unchanged", this.options.clients(), "unchanged", contacts::unchanged);
	}

	private void renamed() throws Exception {
		Contacts contacts = new Contacts(this.people, RENAMED, 0, STORED / 2);
		add("email hit, another name", this.measuring.against(renames(contacts), new FloorTables(contacts).renamed()),
				ANOTHER_NAME);
	}

	private Scenario renames(Contacts contacts) {
		return Scenario.upsert("email hit, renamed", this.options.clients(), "updated", contacts::renamed);
	}

	private void create() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED);
		add("create, all names different",
				this.measuring.against(creates(contacts), new FloorTables(contacts).created()), CREATED);
	}

	private Scenario creates(Contacts contacts) {
		return Scenario.upsert("create", this.options.clients(), "created", contacts::created);
	}

	private void alone() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED / 2);
		List<Round> rounds = this.measuring
			.rounds(goingOn(Scenario.upsert("email hit, one client", 1, "updated", contacts::changed)));
		add("email hit, a field changed, one client: median", rounds, Round.median(rounds, Round::median), "ms",
				Goal.atMost(0.45, 0.35));
	}

	private void account() throws Exception {
		this.measuring.send(accounts("created"), Accounts.KNOWN);
		Scenario scenario = accounts("updated");
		// the first of them differ from what was created
		scenario.sent().set(Accounts.KNOWN);
		add("account by website, a field changed",
				this.measuring.against(scenario, FloorTables.accounts(this.database)), Goal.atLeast(0.35, 0.45));
	}

	private Scenario accounts(String outcome) {
		return Scenario
			.of("account by website", "POST", this.options.clients(), 1, Scenario.outcome(outcome), Accounts::changed)
			.with(Accounts.CREDENTIAL);
	}

	private void book() throws Exception {
		this.measuring.send(book("\"created\""), CompanyBook.REQUESTS);
		Contacts contacts = new Contacts(this.people, DEMO, STORED / 2, STORED / 2);
		add("company book, 100 unchanged",
				this.measuring.against(book("\"unchanged\""), new FloorTables(contacts).unchanged()),
				Goal.atLeast(2, 5));
	}

	private static Scenario book(String answer) {
		return Scenario.of("company book", "POST", BULK_CLIENTS, CompanyBook.A_REQUEST, answer, CompanyBook::known);
	}

	/** By turns with a plain service, which has the same contacts. */
	private void peer() throws Exception {
		try (PeerServer peer = PeerServer.start(this.options, this.home, this.service)) {
			Measuring theirs = this.measuring.of(peer);
			Contacts changed = new Contacts(this.people, PEERED, 0, STORED / 2);
			Contacts others = new Contacts(this.people, PEERED, STORED / 2, STORED / 2);
			beside(theirs, "email hit, a field changed", () -> updates(changed), new FloorTables(changed).changed(),
					CHANGED);
			beside(theirs, "email hit, nothing changed", () -> repeats(others), new FloorTables(others).unchanged(),
					UNCHANGED);
			beside(theirs, "create, all names different", () -> creates(others), new FloorTables(others).created(),
					CREATED);
			beside(theirs, "email hit, another name", () -> renames(changed), new FloorTables(changed).renamed(),
					ANOTHER_NAME);
		}
	}

	private void beside(Measuring theirs, String what, Supplier<Scenario> scenario, Floor.Change change, Goal goal)
			throws Exception {
		Beside beside = this.measuring.beside(scenario.get(), change, theirs, scenario.get());
		add(what + ", beside the peer", beside.toFloor(), goal);
		add(what + ", to the peer", beside.toOther(), "times", Goal.atLeast(1.5, 2.5));
	}

	/** How near the floor's client is to PostgreSQL's own. */
	private void pgbench() throws Exception {
		Contacts contacts = new Contacts(this.people, DEMO, 0, STORED / 2);
		Floor.Change change = new FloorTables(contacts).unchanged();
		Pgbench pgbench = new Pgbench(this.options.pgbench(), this.database, FloorTables.CONTACT, DEMO,
				contacts.size(), this.options.folder());
		this.measuring.floorOnce(change);
		List<Round> floor = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		for (int round = 0; round < this.options.rounds(); round++) {
			floor.add(this.measuring.floorOnce(change));
			theirs.add(pgbench.run(Floor.CONNECTIONS, this.options.seconds()));
		}
		double rate = theirs.stream().sorted().toList().get(theirs.size() / 2);
		add(new Figure(this.jdk, "the floor, to pgbench", floor, rate, Round.rate(floor) / rate, "of pgbench",
				Goal.atLeast(0.9, 1)));
	}

	private void ready() throws Exception {
		Readiness readiness = new Readiness(this.options, this.home);
		add("ready on an empty database", List.of(), readiness.packaged(), "s", Goal.atMost(7, 5));
		if (Integer.parseInt(this.jdk) >= 25) {
			add("the same with the start-up cache", List.of(), readiness.cached(), "s", Goal.atMost(4, 3));
		}
	}

	private void bulk() throws Exception {
		FloorTables.customers(this.database);
		add("bulk, 1,000 new",
				this.measuring.against(bulk("bulk, new", "\"create\"", Customers::fresh), FloorTables.newCustomers()),
				Goal.atLeast(1.4, 2));
		int known = Customers.KNOWN_REQUESTS * Customers.A_REQUEST;
		add("bulk, 1,000 unchanged", this.measuring
			.against(bulk("bulk, unchanged", "\"success\":true", Customers::known), FloorTables.knownCustomers(known)),
				Goal.atLeast(13, 20));
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
				Goal.atMost(2.5, 1.5));
		add("name fallback, p99", many, Round.median(many, Round::p99), "ms", Goal.atMost(10, 6));
		add("name fallback, large directory against small", many, median / Round.median(few, Round::median), "times",
				Goal.atMost(4, 2));
	}

	private static Scenario byName(Contacts contacts) {
		return Scenario.of("name fallback, " + contacts.size(), "PUT", 1, 1, "by=name", contacts::byName);
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
		cost("email hit, a field changed, with history",
				goingOn(updates(new Contacts(this.people, DEMO, 0, STORED / 2))), 0.9);
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
