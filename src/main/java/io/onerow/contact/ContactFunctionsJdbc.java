package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.onerow.matching.Candidate;
import io.onerow.matching.KeyKind;
import io.onerow.matching.KeyVersion;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Probes;
import io.onerow.matching.Receipt;
import io.onerow.matching.Sought;
import io.onerow.policy.KeptEvidence;
import io.onerow.store.Binds;
import io.onerow.store.Told;
import io.onerow.sync.ListLimits;
import io.onerow.tenant.TenantId;
import io.onerow.upsert.Guard;
import io.onerow.upsert.KeyLocks;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.WriteContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class ContactFunctionsJdbc implements ContactFunctions {

	private static final String CHANGE_BY_EMAIL = Binds.call("outcome, on_disk, " + StoredContact.IN_RESULT,
			"contact_change_by_email", 9);

	private static final String UPSERT = Binds
		.call("outcome, on_disk, candidate, candidate_name, records, " + StoredContact.IN_RESULT, "contact_upsert", 24);

	private static final String FIND = Binds.call(StoredContact.COLUMNS, "contact_find", 9);

	/** The same, where a contact is found by its aliases too. */
	private static final String RECALL = Binds.call(StoredContact.ALIASED, "contact_recalled", 9);

	private static final String NAMED = Binds.call(StoredContact.COLUMNS, "contact_named", 5);

	private static final String NAMED_ALIASED = Binds.call(StoredContact.ALIASED, "contact_named", 5);

	private static final String WRITE = Binds.call("outcome, true as on_disk, " + StoredContact.IN_RESULT,
			"contact_write", 25);

	/** The same, with the rows in the index of evidence. */
	private static final String WRITE_PROBED = Binds.call("outcome, true as on_disk, " + StoredContact.IN_RESULT,
			"contact_write", 28);

	/** The same, with or without these rows, with the aliases and what was seen. */
	private static final String WRITE_ALIASED = Binds.call("outcome, true as on_disk, " + StoredContact.IN_RESULT,
			"contact_write", 33);

	private static final String PROBED = Binds.call("what, " + StoredContact.ALIASED_IN_RESULT, "contact_probed", 11);

	private static final String PROBE = Binds.call("r", "contact_probes_put", 7);

	private static final String HOLD = """
			select directory_id, %s from contact where tenant_id = ? and (directory_id, contact_id) > (?, ?)
			order by directory_id, contact_id limit ? for no key update""".formatted(StoredContact.ALIASED);

	/** No more rows of one key are looked at. */
	private static final int MOST_OF_ONE_KEY = 10_000;

	private static final String DELETE = Binds.call("r", "contact_delete", 6);

	private static final String REMOVE_ALIAS = Binds.call("r", "contact_alias_remove", 6);

	private static final String TELL = Binds.call("r", "contact_told", 6);

	private static final String FLUSH = Binds.call("1", "flush_log", 1);

	private static final String FOREIGN_KEY_VIOLATION = "23503";

	private final JdbcTemplate jdbc;

	private final ListLimits limits;

	private final KeptEvidence evidence;

	ContactFunctionsJdbc(JdbcTemplate jdbc, ListLimits limits, KeptEvidence evidence) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.evidence = evidence;
	}

	@Override
	public Reply send(ContactTrip trip, Instant now) {
		return trip.isByEmail() ? changeByEmail(trip, now) : upsert(trip, now);
	}

	@Override
	public Together sendAll(List<ContactTrip> trips, boolean inOrder, Instant now) {
		Binds binds = ContactTripsJdbc.of(trips, inOrder, this.limits, now);
		return Objects.requireNonNull(binds.query(this.jdbc, ContactTripsJdbc.CALL, ContactTripsJdbc::read));
	}

	private Reply changeByEmail(ContactTrip trip, Instant now) {
		SentContact sent = trip.sent();
		Binds binds = in(Binds.of(), trip.directory()).text(sent.emailKey())
			.text(fullName(sent))
			.text(nameKey(sent.name()))
			.text(language(sent))
			.time(now)
			.array(trip.origin());
		return Objects.requireNonNull(binds.query(this.jdbc, CHANGE_BY_EMAIL, ContactFunctionsJdbc::reply));
	}

	private Reply upsert(ContactTrip trip, Instant now) {
		Directory directory = trip.directory();
		SentContact sent = trip.sent();
		Guard guard = trip.guard();
		Binds binds = name(in(Binds.of(), directory).uuid(trip.newId()).text(fullName(sent)), sent.name());
		binds.text(sent.changes().email().applyTo(null)).text(sent.emailKey()).text(language(sent)).time(now);
		locks(binds, guard.locks()).array(guard.probes()).number(guard.apart()).array(guard.judged());
		binds.uuid((trip.chosen() != null) ? trip.chosen().id() : null)
			.text(trip.chosenName())
			.flag(guard.endsTransaction())
			.number(KeyVersion.CURRENT)
			.array(trip.origin())
			.text(sent.attributes())
			.number(ContactTripsJdbc.most(this.limits));
		return whileThere(() -> binds.query(this.jdbc, guard.statement(UPSERT), ContactFunctionsJdbc::reply));
	}

	@Override
	public List<Candidate<UUID>> near(Directory directory, @Nullable NameSearch name) {
		Guard guard = Guard.of(KeyLocks.NONE, new Sought(Set.of(), Set.of(), name), List.of());
		// without a language none is created, and without an address none is hit
		Binds binds = name(in(Binds.of(), directory).uuid(null).text(null), name).text(null).text(null).text(null);
		locks(binds.time(Instant.EPOCH), guard.locks()).array(guard.probes())
			.number(guard.apart())
			.array(guard.judged())
			.uuid(null)
			.text(null)
			.flag(false)
			.number(KeyVersion.CURRENT)
			.origin(WriteContext.SERVICE, null)
			.text(null)
			.number(ContactTripsJdbc.most(this.limits));
		return whileThere(() -> binds.query(this.jdbc, UPSERT, ContactFunctionsJdbc::reply)).candidates();
	}

	@Override
	public List<Contact> named(Directory directory, NameSearch sent, NameSearch name, List<NameKey> names) {
		Binds binds = Binds.of()
			.text(directory.tenant().value())
			.uuid(directory.id())
			.text(sent.key().value())
			.array(name.probeKeys())
			.array(names.stream().map(NameKey::value).toArray(String[]::new));
		return query(directory, NAMED, NAMED_ALIASED, binds);
	}

	/** With the aliases where there may be some. */
	private List<Contact> query(Directory directory, String plain, String aliased, Binds binds) {
		return keepsAliases(directory)
				? this.jdbc.query(aliased, binds, (row, number) -> StoredContact.readAliased(row))
				: this.jdbc.query(plain, binds, (row, number) -> StoredContact.read(row));
	}

	private boolean keepsAliases(Directory directory) {
		return this.evidence.keepAliases(directory.tenant()) || this.evidence.keepEvidence(directory.tenant());
	}

	@Override
	public List<Contact> find(Directory directory, List<Sought> sought, KeyLocks locks) {
		Binds binds = locks(in(Binds.of(), directory), locks)
			.array(values(sought, KeyKind.ID).map(UUID::fromString).toArray(UUID[]::new))
			.array(values(sought, KeyKind.EMAIL).toArray(String[]::new))
			.array(values(sought, KeyKind.EXTERNAL_ID).toArray(String[]::new))
			.array(values(sought, KeyKind.NUMBER).mapToLong(Long::parseLong).toArray());
		return query(directory, FIND, RECALL, binds);
	}

	private static Stream<String> values(List<Sought> sought, KeyKind kind) {
		return sought.stream().flatMap((one) -> one.values(kind).stream()).distinct();
	}

	@Override
	public Contact write(Directory directory, Contact contact, @Nullable NameSearch name, SentName sent, Guard guard,
			Receipt why, WriteContext by) {
		@Nullable String[] origin = by.origin(why);
		@Nullable String[] withName = Arrays.copyOf(origin, origin.length + 1);
		withName[origin.length] = sent.fullName();
		Binds binds = in(Binds.of(), directory).uuid(contact.id()).number(contact.version()).text(contact.fullName());
		name(binds, name).text(contact.email())
			.text(contact.emailKey())
			.text(contact.emailStatus().toString())
			.text(contact.language())
			.text(contact.externalId())
			.text(contact.attributes().json(this.limits.maxRecord()))
			.text(contact.modifiedBy())
			.time(contact.updatedAt());
		locks(binds, guard.locks()).array(guard.keys(KeyKind.EMAIL))
			.array(guard.keys(KeyKind.EXTERNAL_ID))
			.array(guard.seenIds())
			.flag(guard.endsTransaction())
			.number(KeyVersion.CURRENT)
			.array(withName);
		boolean probed = this.evidence.keepEvidence(directory.tenant());
		if (probed) {
			rows(binds, PersonFacts.probes(contact).stored());
		}
		String statement = probed ? WRITE_PROBED : WRITE;
		if (contact.aliases() != null && keepsAliases(directory)) {
			statement = WRITE_ALIASED;
			if (!probed) {
				binds.array((long[]) null).array((long[]) null).array((long[]) null);
			}
			binds.array(Aliases.text(contact.aliases()))
				.array(sent.seen().values().toArray(String[]::new))
				.text(sent.seen().name())
				.number(Sighting.NAMES)
				.number(Sighting.MOST);
		}
		String call = guard.statement(statement);
		Reply reply = whileThere(() -> binds.query(this.jdbc, call, ContactFunctionsJdbc::reply));
		return Objects.requireNonNull(reply.contact()).with(contact.aliases());
	}

	private static Binds rows(Binds binds, List<Probes.Stored> rows) {
		return binds.array(rows.stream().mapToLong(Probes.Stored::key).toArray())
			.array(rows.stream().mapToLong(Probes.Stored::letters).toArray())
			.array(rows.stream().mapToLong(Probes.Stored::home).toArray());
	}

	@Override
	public Probed probed(Directory directory, @Nullable NameSearch sent, Probes probes, int most) {
		List<Probes.Wanted> wanted = probes.wanted();
		Binds binds = Binds.of()
			.text(directory.tenant().value())
			.uuid(directory.id())
			.text(nameKey(sent))
			.array(wanted.stream().mapToInt((one) -> one.family().number()).toArray())
			.array(wanted.stream().mapToLong(Probes.Wanted::key).toArray())
			.array(wanted.stream().mapToLong(Probes.Wanted::letters).toArray())
			.array(wanted.stream().mapToInt(Probes.Wanted::apart).toArray())
			.array(wanted.stream().mapToInt(Probes.Wanted::surnameApart).toArray())
			.number(Long.valueOf(probes.home()))
			.number(MOST_OF_ONE_KEY)
			.number(most);
		return Objects.requireNonNull(binds.query(this.jdbc, PROBED, ContactFunctionsJdbc::readProbed));
	}

	private static Probed readProbed(ResultSet rows) throws SQLException {
		List<Contact> contacts = new ArrayList<>();
		List<Contact> unprobed = new ArrayList<>();
		Contact crowd = null;
		while (rows.next()) {
			Contact contact = StoredContact.readAliased(rows);
			switch (rows.getString("what")) {
				case "unprobed" -> unprobed.add(contact);
				case "crowd" -> crowd = contact;
				default -> contacts.add(contact);
			}
		}
		return new Probed(contacts, crowd, unprobed);
	}

	@Override
	public void probe(TenantId tenant, Map<Contact, UUID> directories) {
		List<Contact> contacts = List.copyOf(directories.keySet());
		List<Probes.Stored> rows = new ArrayList<>();
		List<Integer> places = new ArrayList<>();
		for (int i = 0; i < contacts.size(); i++) {
			rows.addAll(PersonFacts.probes(contacts.get(i)).stored());
			places.addAll(Collections.nCopies(rows.size() - places.size(), i + 1));
		}
		Binds binds = Binds.of()
			.text(tenant.value())
			.array(contacts.stream().map(directories::get).toArray(UUID[]::new))
			.array(contacts.stream().map(Contact::id).toArray(UUID[]::new))
			.array(places.stream().mapToInt(Integer::intValue).toArray());
		this.jdbc.query(PROBE, rows(binds, rows), ResultSet::next);
	}

	@Override
	public Map<Contact, UUID> hold(TenantId tenant, UUID directory, UUID contact, int size) {
		Map<Contact, UUID> held = new LinkedHashMap<>();
		this.jdbc.query(HOLD, Binds.of().text(tenant.value()).uuid(directory).uuid(contact).number(size), (row) -> {
			held.put(StoredContact.readAliased(row), row.getObject("directory_id", UUID.class));
		});
		return held;
	}

	@Override
	public boolean delete(Directory directory, UUID contact, Instant now, WriteContext by) {
		Binds binds = in(Binds.of(), directory).uuid(contact).time(now).origin(by, null);
		return Objects
			.requireNonNull(this.jdbc.query(DELETE, binds, (ResultSet rows) -> rows.next() && rows.getBoolean(1)));
	}

	@Override
	public boolean removeAlias(TenantId tenant, UUID contact, String kind, String value, Instant now, WriteContext by) {
		Binds binds = Binds.of().text(tenant.value()).uuid(contact).text(kind).text(value).time(now).origin(by, null);
		return Objects.requireNonNull(
				this.jdbc.query(REMOVE_ALIAS, binds, (ResultSet rows) -> rows.next() && rows.getBoolean(1)));
	}

	@Override
	public boolean tell(Directory directory, Contact contact, String source, Instant at) {
		Contact told = (contact.part() != null) ? contact.part() : contact;
		Binds binds = Binds.of()
			.text(directory.tenant().value())
			.uuid(directory.id())
			.uuid(told.id())
			.number(told.version())
			.text(source)
			.number(Long.valueOf(Told.micros(at)));
		return Told.isNoted(this.jdbc, TELL, binds);
	}

	@Override
	public void flush(TenantId tenant) {
		this.jdbc.query(FLUSH, Binds.of().text(tenant.value()), ResultSet::next);
	}

	private static Binds in(Binds binds, Directory directory) {
		return binds.text(directory.tenant().value()).uuid(directory.id()).text(directory.kind().stored());
	}

	private static Binds name(Binds binds, @Nullable NameSearch name) {
		return binds.text(nameKey(name))
			.array((name != null) ? name.indexKeys() : null)
			.number((name != null) ? name.letters() : null);
	}

	private static Binds locks(Binds binds, KeyLocks locks) {
		return binds.array(locks.keys()).array(locks.exclusive());
	}

	static @Nullable String nameKey(@Nullable NameSearch name) {
		return (name != null) ? name.key().value() : null;
	}

	static @Nullable String fullName(SentContact sent) {
		return sent.changes().fullName().applyTo(null);
	}

	static @Nullable String language(SentContact sent) {
		return sent.changes().language().applyTo(null);
	}

	/** A directory that goes while a contact is put in it is gone at the next look. */
	private static Reply whileThere(Supplier<@Nullable Reply> write) {
		try {
			return Objects.requireNonNull(write.get());
		}
		catch (DuplicateKeyException ex) {
			throw ex;
		}
		catch (DataIntegrityViolationException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException sql
					&& FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
				throw new RacedException();
			}
			throw ex;
		}
	}

	private static Reply reply(ResultSet rows) throws SQLException {
		List<Candidate<UUID>> candidates = new ArrayList<>();
		while (rows.next()) {
			String outcome = rows.getString("outcome");
			switch (outcome) {
				case "candidate" -> candidates.add(Candidate.named(rows.getObject("candidate", UUID.class),
						new NameKey(rows.getString("candidate_name")), rows.getLong("records")));
				case "raced" -> throw new RacedException();
				case "nowhere" -> throw new NotFound("account");
				default -> {
					return new Reply(StoredContact.read(rows), ContactTripsJdbc.outcome(outcome), candidates,
							rows.getBoolean("on_disk"));
				}
			}
		}
		return new Reply(null, null, candidates, true);
	}

}
