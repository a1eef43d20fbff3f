package io.onerow.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.matching.Probes;
import io.onerow.store.Binds;
import io.onerow.tenant.TenantId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/** By JDBC, because JPA would need more round trips. */
class ContactPairsJdbc implements ContactPairs {

	/**
	 * The place first, so that no plan is tempted to read more contacts than are wanted.
	 */
	private static final String PAGE = """
			select c.*, d.kind, n.connection_id from (
				select directory_id, %s from contact where tenant_id = ? and (directory_id, contact_id) > (?, ?)
				order by directory_id, contact_id limit ?
			) c
			join directory d on d.tenant_id = ? and d.directory_id = c.directory_id
			left join connection n on n.tenant_id = ? and n.directory_id = c.directory_id
			order by c.directory_id, c.contact_id""".formatted(StoredContact.COLUMNS);

	private static final String PAGE_OF_ONE = PAGE.replace("where tenant_id = ?",
			"where tenant_id = ? and directory_id = ?");

	private static final String ALIKE = Binds.call("place, other_id, met_by, other_name", "contacts_alike", 12);

	private static final String NEAR = Binds.call("place, other_id, 0 as met_by, other_name", "contacts_near", 9);

	private static final String PAIRED = Binds.call("place, " + StoredContact.IN_RESULT, "contacts_paired", 6);

	private static final String UNPROBED = """
			select c.directory_id, %s from contact_unprobed u join contact c using (tenant_id, directory_id, contact_id)
			where u.tenant_id = ? order by c.directory_id, c.contact_id limit ? for no key update of c"""
		.formatted(StoredContact.ALIASED);

	/** No more rows of one key are looked at. */
	private static final int MOST_OF_ONE_KEY = 5_000;

	/** Nor more of those who have something in common with one. */
	private static final int MOST_OF_ONE = 100;

	private final JdbcTemplate jdbc;

	ContactPairsJdbc(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<PlacedContact> page(TenantId tenant, @Nullable UUID only, UUID directory, UUID contact, int size) {
		Binds binds = Binds.of().text(tenant.value());
		if (only != null) {
			binds.uuid(only);
		}
		binds.uuid(directory).uuid(contact).number(size).text(tenant.value()).text(tenant.value());
		return this.jdbc.query((only != null) ? PAGE_OF_ONE : PAGE, binds,
				(row, number) -> PlacedContact.read(tenant, row));
	}

	@Override
	public Met alike(TenantId tenant, List<Compared> contacts) {
		List<Integer> places = new ArrayList<>();
		List<Probes.Wanted> wanted = new ArrayList<>();
		long[] homes = new long[contacts.size()];
		for (int place = 0; place < contacts.size(); place++) {
			Probes probes = contacts.get(place).probes();
			if (probes != null) {
				homes[place] = probes.home();
				for (Probes.Wanted one : probes.wanted()) {
					places.add(place + 1);
					wanted.add(one);
				}
			}
		}
		if (wanted.isEmpty()) {
			return new Met(List.of(), List.of());
		}
		Binds binds = contacts(tenant, contacts).array(homes)
			.array(places.stream().mapToInt(Integer::intValue).toArray())
			.array(wanted.stream().mapToInt((one) -> one.family().number()).toArray())
			.array(wanted.stream().mapToLong(Probes.Wanted::key).toArray())
			.array(wanted.stream().mapToLong(Probes.Wanted::letters).toArray())
			.array(wanted.stream().mapToInt(Probes.Wanted::apart).toArray())
			.array(wanted.stream().mapToInt(Probes.Wanted::surnameApart).toArray())
			.number(MOST_OF_ONE_KEY)
			.number(MOST_OF_ONE);
		return met(ALIKE, binds);
	}

	@Override
	public Met near(TenantId tenant, List<Compared> contacts) {
		List<Integer> places = new ArrayList<>();
		List<Long> keys = new ArrayList<>();
		List<Long> letters = new ArrayList<>();
		List<Integer> aparts = new ArrayList<>();
		for (int place = 0; place < contacts.size(); place++) {
			Compared one = contacts.get(place);
			if (one.probes() == null) {
				for (NameSearch name : one.names()) {
					for (long key : name.probeKeys()) {
						places.add(place + 1);
						keys.add(key);
						letters.add(name.letters());
						aparts.add(name.key().mostLettersApart());
					}
				}
			}
		}
		if (keys.isEmpty()) {
			return new Met(List.of(), List.of());
		}
		Binds binds = contacts(tenant, contacts).array(places.stream().mapToInt(Integer::intValue).toArray())
			.array(keys.stream().mapToLong(Long::longValue).toArray())
			.array(letters.stream().mapToLong(Long::longValue).toArray())
			.array(aparts.stream().mapToInt(Integer::intValue).toArray())
			.number(MOST_OF_ONE_KEY)
			.number(MOST_OF_ONE);
		return met(NEAR, binds);
	}

	private static Binds contacts(TenantId tenant, List<Compared> contacts) {
		return Binds.of()
			.text(tenant.value())
			.array(contacts.stream().map((one) -> one.directory().id()).toArray(UUID[]::new))
			.array(contacts.stream().map((one) -> one.contact().id()).toArray(UUID[]::new));
	}

	private Met met(String call, Binds binds) {
		List<Pair> pairs = new ArrayList<>();
		List<Integer> crowded = new ArrayList<>();
		this.jdbc.query(call, binds, (row) -> {
			int place = row.getInt("place") - 1;
			UUID other = row.getObject("other_id", UUID.class);
			if (other == null) {
				crowded.add(place);
			}
			else {
				String name = row.getString("other_name");
				pairs.add(new Pair(place, other, row.getInt("met_by"), (name != null) ? new NameKey(name) : null));
			}
		});
		return new Met(pairs, crowded);
	}

	@Override
	public Map<Integer, List<Contact>> paired(TenantId tenant, List<Compared> contacts, List<Pair> pairs) {
		Binds binds = contacts(tenant, contacts)
			.array(contacts.stream().map(ContactPairsJdbc::name).toArray(String[]::new))
			.array(pairs.stream().mapToInt((pair) -> pair.place() + 1).toArray())
			.array(pairs.stream().map(Pair::other).toArray(UUID[]::new));
		Map<Integer, List<Contact>> paired = new HashMap<>();
		this.jdbc.query(PAIRED, binds, (row) -> {
			paired.computeIfAbsent(row.getInt("place") - 1, (place) -> new ArrayList<>()).add(StoredContact.read(row));
		});
		return paired;
	}

	private static @Nullable String name(Compared one) {
		return (one.sought().name() != null) ? Objects.requireNonNull(one.sought().name()).key().value() : null;
	}

	@Override
	public Map<Contact, UUID> holdUnprobed(TenantId tenant, int size) {
		Map<Contact, UUID> held = new LinkedHashMap<>();
		this.jdbc.query(UNPROBED, Binds.of().text(tenant.value()).number(size), (row) -> {
			held.put(StoredContact.readAliased(row), row.getObject("directory_id", UUID.class));
		});
		return held;
	}

}
