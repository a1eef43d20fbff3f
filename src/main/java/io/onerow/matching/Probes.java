package io.onerow.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The keys under which a person stands in the index of evidence, and those under which
 * all are looked for who could be that person: who has a name near it, straight or with
 * its halves the other way round; a birth date that agrees, and with it a half of the
 * name, the number in the street or the postal code; that number and a postal code that
 * agrees, and with them a half of the name; the end of the phone number; a number that is
 * at most one error of typing away. Each of these is found, and so are some who are none
 * of them, whom the ladder tells apart.
 */
public final class Probes {

	/** An error of typing changes at most two classes of letters. */
	private static final int CLASSES_OF_AN_ERROR = 2;

	private static final long LOWER = 0xFFFFFFFFL;

	/** In the order of speech. */
	private final @Nullable NameSearch name;

	private final @Nullable NameKey called;

	private final List<Halves> halves;

	private final Person person;

	private final Set<String> numbers;

	private final Set<String> own;

	private Probes(@Nullable NameSearch name, Person person, Set<String> numbers, Set<String> own) {
		this.name = (name != null) ? name.natural() : null;
		this.called = (name != null) ? name.key() : null;
		this.halves = Halves.of(this.called);
		this.person = person;
		this.numbers = numbers;
		this.own = own;
	}

	/**
	 * The keys of a person.
	 * @param externalId by which another system counts its persons, if it does
	 */
	public static Probes of(@Nullable NameSearch name, Person person, @Nullable String externalId) {
		return of(name, person, (externalId != null) ? Set.of(externalId) : Set.of());
	}

	/** The same of one whom several systems count. */
	public static Probes of(@Nullable NameSearch name, Person person, Set<String> externalIds) {
		return of(name, person, externalIds, Set.of());
	}

	/**
	 * The same where no other index knows what is one's own.
	 * @param own what is looked for as it is, each with a word that tells what it is
	 */
	public static Probes of(@Nullable NameSearch name, Person person, Set<String> numbers, Set<String> own) {
		Set<String> near = new LinkedHashSet<>();
		numbers.stream().filter(NumberTyping::is).map(NumberTyping::neighbourhood).forEach(near::addAll);
		return new Probes(name, person, near, own);
	}

	/** What is stored of the person; no two of a key and its letters. */
	public List<Stored> stored() {
		Set<Stored> rows = new LinkedHashSet<>();
		if (this.name != null) {
			for (long key : this.name.indexKeys()) {
				rows.add(new Stored(named(key), this.name.letters(), 0));
			}
		}
		List<Long> places = new ArrayList<>(homes());
		if (this.person.birthDate() != null) {
			places.add(born(this.person.birthDate()));
		}
		for (Halves way : ways()) {
			places.forEach((key) -> rows.add(new Stored(key, letters(way), home())));
		}
		sure().forEach((key) -> rows.add(new Stored(key, 0, 0)));
		return List.copyOf(rows);
	}

	/** What is looked for where a name is to be near. */
	public List<Wanted> wantedNames() {
		List<Wanted> all = new ArrayList<>();
		if (this.name != null) {
			NameSearch turned = this.name.turned();
			names(this.name, all);
			if (turned != null) {
				names(turned, all);
			}
		}
		return all;
	}

	/** What is looked for. */
	public List<Wanted> wanted() {
		List<Wanted> all = wantedNames();
		for (Halves way : ways()) {
			births().forEach((key) -> all.add(wanted(Family.BIRTH, key, way)));
			homes().forEach((key) -> all.add(wanted(Family.HOME, key, way)));
		}
		sure().forEach((key) -> all.add(new Wanted(Family.SURE, key, 0, 0, 0)));
		return all;
	}

	/** The keys besides those of the name that are stored of the person. */
	public long[] storedKeys() {
		Set<Long> keys = new LinkedHashSet<>(homes());
		keys.addAll(sure());
		if (this.person.birthDate() != null) {
			keys.add(born(this.person.birthDate()));
		}
		return array(keys);
	}

	/** The keys besides those of the name that are looked for. */
	public long[] wantedKeys() {
		return array(births());
	}

	/**
	 * Whether one that was met under some keys may be the person, by its name as well: a
	 * name is near, a house or a birth date has a half of it, or the birth date has
	 * something of the address.
	 * @param metBy the {@link Family#number()} of each family as a bit, and a fifth one
	 * where a birth date has something of the address
	 */
	public boolean mayBe(int metBy, NameKey other) {
		if (isMet(metBy, Family.SURE.number) || isMet(metBy, Family.values().length)) {
			return true;
		}
		Halves.Alike halves = Halves.compare(this.called, other);
		if (isMet(metBy, Family.BIRTH.number) || isMet(metBy, Family.HOME.number)) {
			return halves.agreeing() > 0 || isNear(metBy, other);
		}
		return halves.isWhole() || isNear(metBy, other);
	}

	private boolean isNear(int metBy, NameKey other) {
		return this.called != null && isMet(metBy, Family.NAME.number) && Likeness.near(this.called, other).isPresent();
	}

	private static boolean isMet(int metBy, int family) {
		return (metBy & 1 << family) != 0;
	}

	/** The number in the street, hashed, and above it the signs of the postal code. */
	public long home() {
		PostalAddress address = this.person.address();
		if (address == null) {
			return 0;
		}
		long number = address.number().isEmpty() ? 0 : (key("street", address.number()) & LOWER) | 1;
		return number | mask(address.code()) << Integer.SIZE;
	}

	private static void names(NameSearch name, List<Wanted> all) {
		for (long key : name.probeKeys()) {
			all.add(new Wanted(Family.NAME, named(key), name.letters(), name.key().mostLettersApart(), 0));
		}
	}

	private static Wanted wanted(Family family, long key, Halves way) {
		return new Wanted(family, key, letters(way), apart(way.given()), apart(way.surname()));
	}

	private List<Halves> ways() {
		return this.halves.isEmpty() ? List.of(new Halves(null, null)) : this.halves;
	}

	private Set<Long> births() {
		Set<Long> keys = new LinkedHashSet<>();
		if (this.person.birthDate() != null) {
			BirthDates.near(this.person.birthDate()).forEach((date) -> keys.add(born(date)));
		}
		return keys;
	}

	private Set<Long> homes() {
		Set<Long> keys = new LinkedHashSet<>();
		this.person.addresses()
			.filter((address) -> !address.code().isEmpty() && !address.number().isEmpty())
			.forEach((address) -> NumberTyping.neighbourhood(address.code())
				.forEach((code) -> keys.add(key("home", address.number() + "\n" + code))));
		return keys;
	}

	private Set<Long> sure() {
		Set<Long> keys = new LinkedHashSet<>();
		if (this.person.phoneEnd() != null) {
			keys.add(key("phone", this.person.phoneEnd()));
		}
		this.person.formerPhones()
			.forEach((phone) -> keys.add(key("phone", Objects.requireNonNull(PhoneKey.end(phone)))));
		this.numbers.forEach((number) -> keys.add(key("number", number)));
		this.own.forEach((value) -> keys.add(key("own", value)));
		return keys;
	}

	/** Those of the given name, and above them those of the surname. */
	private static long letters(Halves way) {
		return mask(way.given()) | mask(way.surname()) << Integer.SIZE;
	}

	private static long mask(@Nullable String text) {
		return (text != null) ? text.codePoints().mapToLong((sign) -> 1L << (sign & 31)).reduce(0, (a, b) -> a | b) : 0;
	}

	private static int apart(@Nullable String half) {
		return (half != null) ? CLASSES_OF_AN_ERROR * Halves.errors(half) : -1;
	}

	private static long[] array(Collection<Long> keys) {
		return keys.stream().flatMapToLong(LongStream::of).toArray();
	}

	private static long named(long key) {
		return NameSegments.finished(NameSegments.mixed(key, 1));
	}

	private static long born(LocalDate date) {
		return key("born", date.toString());
	}

	private static long key(String kind, String value) {
		long hash = 0;
		for (String part : List.of(kind, value)) {
			hash = NameSegments.mixed(hash, part.length());
			for (int i = 0; i < part.length(); i++) {
				hash = NameSegments.mixed(hash, part.charAt(i));
			}
		}
		return NameSegments.finished(hash);
	}

	/** What has to agree besides with whom a key finds. */
	public enum Family {

		/** The letters of the name. */
		NAME(0),
		/** A half of the name, or something of the address. */
		BIRTH(1),
		/** A half of the name. */
		HOME(2),
		/** Nothing. */
		SURE(3);

		private final int number;

		Family(int number) {
			this.number = number;
		}

		/** The number in the database. */
		public int number() {
			return this.number;
		}

	}

	/**
	 * A row of the index.
	 *
	 * @param letters as {@link NameKey#letters()} where the key is one of the name, else
	 * those of the given name and above them those of the surname, 32 classes each
	 * @param home as {@link Probes#home()}, where the key is not one of the name
	 */
	public record Stored(long key, long letters, long home) {
	}

	/**
	 * A key that is looked for.
	 *
	 * @param apart in how many bits the letters of the name, or of the given name, differ
	 * at most; -1 if there is none
	 * @param surnameApart the same of the surname
	 */
	public record Wanted(Family family, long key, long letters, int apart, int surnameApart) {

		/**
		 * Whether one that stands under the key has enough in common besides, as the
		 * functions of the database judge it too.
		 * @param home as {@link Probes#home()} of who is looked for
		 */
		public boolean admits(Stored row, long home) {
			return switch (this.family) {
				case SURE -> true;
				case NAME -> Long.bitCount(row.letters() ^ this.letters) <= this.apart;
				case HOME -> hasHalf(row);
				case BIRTH -> hasHalf(row) || ((int) home != 0 && (int) row.home() == (int) home)
						|| (home >>> Integer.SIZE != 0 && row.home() >>> Integer.SIZE != 0
								&& Long.bitCount((row.home() ^ home) >>> Integer.SIZE) <= CLASSES_OF_AN_ERROR);
			};
		}

		private boolean hasHalf(Stored row) {
			int given = (int) this.letters;
			int surname = (int) (this.letters >>> Integer.SIZE);
			for (int half : new int[] { (int) row.letters(), (int) (row.letters() >>> Integer.SIZE) }) {
				if (Integer.bitCount(half ^ given) <= this.apart
						|| Integer.bitCount(half ^ surname) <= this.surnameApart) {
					return true;
				}
			}
			return false;
		}

	}

}
