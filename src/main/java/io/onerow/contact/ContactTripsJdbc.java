package io.onerow.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.onerow.contact.ContactFunctions.Reply;
import io.onerow.contact.ContactFunctions.Together;
import io.onerow.matching.Candidate;
import io.onerow.matching.KeyVersion;
import io.onerow.matching.NameKey;
import io.onerow.matching.NameSearch;
import io.onerow.store.Binds;
import io.onerow.sync.ListLimits;
import io.onerow.upsert.NotFound;
import io.onerow.upsert.Outcome;
import io.onerow.upsert.RacedException;
import io.onerow.upsert.Races;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call in which several upserts of one tenant travel, and what it answers. */
final class ContactTripsJdbc {

	/** How long one waits for the locks of others; then it is sent by itself. */
	private static final int WAIT_MILLIS = 50;

	static final String CALL = "call contact_upserts(" + "?, ".repeat(30) + "'{}', '{}', true)";

	/** Texts of a contact, and of a candidate. */
	private static final int CONTACT = 16;

	private static final int CANDIDATE = 4;

	private static final String ALONE = "alone";

	/** The account, meanwhile. */
	private static final String GONE = "23503";

	private static final Logger log = LoggerFactory.getLogger(ContactTripsJdbc.class);

	private ContactTripsJdbc() {
	}

	static Binds of(List<ContactTrip> trips, boolean inOrder, ListLimits limits, Instant now) {
		Function<ContactTrip, @Nullable NameSearch> name = (trip) -> trip.sent().name();
		return Binds.of()
			.text(trips.get(0).directory().tenant().value())
			.time(now)
			.number(WAIT_MILLIS)
			.array(column(trips, (trip) -> trip.directory().id(), UUID[]::new))
			.array(column(trips, (trip) -> trip.directory().kind().stored(), String[]::new))
			.array(flags(trips))
			.array(column(trips, ContactTrip::newId, UUID[]::new))
			.array(column(trips, (trip) -> ContactFunctionsJdbc.fullName(trip.sent()), String[]::new))
			.array(column(trips, (trip) -> ContactFunctionsJdbc.nameKey(trip.sent().name()), String[]::new))
			.array(longs(trips, (trip) -> indexKeys(trip)))
			.array(ends(trips, (trip) -> indexKeys(trip).length))
			.array(trips.stream().map(name).mapToLong((one) -> (one != null) ? one.letters() : 0).toArray())
			.array(column(trips, (trip) -> trip.sent().changes().email().applyTo(null), String[]::new))
			.array(column(trips, (trip) -> trip.sent().emailKey(), String[]::new))
			.array(column(trips, (trip) -> ContactFunctionsJdbc.language(trip.sent()), String[]::new))
			.array(longs(trips, (trip) -> trip.guard().locks().keys()))
			.array(exclusive(trips))
			.array(ends(trips, (trip) -> trip.guard().locks().keys().length))
			.array(longs(trips, (trip) -> trip.guard().probes()))
			.array(ends(trips, (trip) -> trip.guard().probes().length))
			.array(trips.stream().mapToInt((trip) -> trip.guard().apart()).toArray())
			.array(trips.stream().flatMap((trip) -> Stream.of(trip.guard().judged())).toArray(String[]::new))
			.array(ends(trips, (trip) -> trip.guard().judged().length))
			.array(column(trips, (trip) -> (trip.chosen() != null) ? trip.chosen().id() : null, UUID[]::new))
			.array(column(trips, ContactTrip::chosenName, String[]::new))
			.number(KeyVersion.CURRENT)
			.array(trips.stream().flatMap((trip) -> Stream.of(trip.origin())).toArray(String[]::new))
			.array(column(trips, (trip) -> trip.sent().attributes(), String[]::new))
			.number(most(limits))
			.flag(inOrder);
	}

	/** The bytes of all that a contact may have. */
	static int most(ListLimits limits) {
		return (int) Math.min(Integer.MAX_VALUE, limits.maxRecord().toBytes());
	}

	private static long[] indexKeys(ContactTrip trip) {
		NameSearch name = trip.isByEmail() ? null : trip.sent().name();
		return (name != null) ? name.indexKeys() : new long[0];
	}

	private static <T> T[] column(List<ContactTrip> trips, Function<ContactTrip, @Nullable T> value,
			IntFunction<T[]> array) {
		return trips.stream().map(value).toArray(array);
	}

	private static long[] longs(List<ContactTrip> trips, Function<ContactTrip, long[]> values) {
		return trips.stream().map(values).flatMapToLong(LongStream::of).toArray();
	}

	/** Where the list of each ends among those of all. */
	private static int[] ends(List<ContactTrip> trips, ToIntFunction<ContactTrip> length) {
		int[] ends = trips.stream().mapToInt(length).toArray();
		Arrays.parallelPrefix(ends, Integer::sum);
		return ends;
	}

	private static boolean[] flags(List<ContactTrip> trips) {
		boolean[] flags = new boolean[trips.size()];
		for (int i = 0; i < flags.length; i++) {
			flags[i] = trips.get(i).isByEmail();
		}
		return flags;
	}

	private static boolean[] exclusive(List<ContactTrip> trips) {
		int[] ends = ends(trips, (trip) -> trip.guard().locks().keys().length);
		boolean[] all = new boolean[ends[ends.length - 1]];
		for (int i = 0; i < ends.length; i++) {
			boolean[] one = trips.get(i).guard().locks().exclusive();
			System.arraycopy(one, 0, all, ends[i] - one.length, one.length);
		}
		return all;
	}

	static Together read(ResultSet rows) throws SQLException {
		rows.next();
		@Nullable String[] contacts = texts(rows, 1);
		@Nullable String[] near = texts(rows, 2);
		int trips = contacts.length / CONTACT;
		List<Optional<Supplier<Reply>>> replies = new ArrayList<>(trips);
		int next = 0;
		for (int i = 0; i < trips; i++) {
			List<Candidate<UUID>> candidates = new ArrayList<>();
			for (; next < near.length && place(near[next]) == i; next += CANDIDATE) {
				candidates.add(candidate(near, next));
			}
			int at = i * CONTACT;
			if (ALONE.equals(contacts[at])) {
				tellIfStrange(contacts[at + 1]);
				replies.add(Optional.empty());
			}
			else {
				replies.add(Optional.of(() -> reply(contacts, at, candidates)));
			}
		}
		return new Together(replies, rows.getBoolean(3));
	}

	/** By itself it may do well, and nobody would see why it did not with others. */
	private static void tellIfStrange(@Nullable String state) {
		if (!Races.isRace(state) && !Races.hasWaited(state) && !GONE.equals(state)) {
			log.warn("An upsert is sent by itself after SQLSTATE {}", state);
		}
	}

	private static @Nullable String[] texts(ResultSet rows, int column) throws SQLException {
		return (String[]) rows.getArray(column).getArray();
	}

	private static int place(@Nullable String text) {
		return Integer.parseInt(Objects.requireNonNull(text)) - 1;
	}

	private static Candidate<UUID> candidate(@Nullable String[] near, int at) {
		return Candidate.named(UUID.fromString(Objects.requireNonNull(near[at + 1])),
				new NameKey(Objects.requireNonNull(near[at + 2])),
				Long.parseLong(Objects.requireNonNull(near[at + 3])));
	}

	/** Null if nothing was done yet. */
	static @Nullable Outcome outcome(String told) {
		return told.equals("found") ? null : Outcome.of(told);
	}

	private static Reply reply(@Nullable String[] contacts, int at, List<Candidate<UUID>> candidates) {
		String outcome = contacts[at];
		if (outcome == null) {
			return new Reply(null, null, candidates, true);
		}
		return switch (outcome) {
			case "raced" -> throw new RacedException();
			case "nowhere" -> throw new NotFound("account");
			default -> new Reply(StoredContact.read(Arrays.copyOfRange(contacts, at + 1, at + CONTACT)),
					outcome(outcome), candidates, true);
		};
	}

}
