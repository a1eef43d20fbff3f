package io.onerow.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.onerow.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is found in the index of evidence, against the rules in their own words. */
class ProbesTests {

	private static final List<String> GIVEN = List.of("john", "mary ann", "li", "jean-paul", "christopher", "");

	private static final List<String> SURNAMES = List.of("smith", "van der berg", "o'hara", "papageorgiou", "wu");

	/**
	 * Every one who is near has a row under one of the keys, which the index lets
	 * through.
	 */
	@Test
	void whoHasSomethingInCommonIsFound() {
		Property.holds(20_000, (random) -> {
			Someone one = Someone.any(random);
			Someone other = one.changed(random);
			if (one.hasInCommon(other)) {
				assertThat(isFound(one.probes(), other.probes())).as("%s by %s", other, one).isTrue();
				assertThat(isFound(other.probes(), one.probes())).as("%s by %s", one, other).isTrue();
			}
		});
	}

	@Test
	void whoHasNothingInCommonIsHardlyEverFound() {
		int[] found = new int[1];
		Property.holds(2_000, (random) -> {
			Someone one = new Someone("john smith", LocalDate.of(1985, 3, 27), "kade 1", "2600", "0446681800",
					"1234567");
			Someone other = new Someone("maria garcia", LocalDate.of(random.nextInt(1900, 1970), 11, 2), "weg 7",
					"71" + random.nextInt(10, 99), "0201" + random.nextInt(100_000, 999_999),
					"9" + random.nextInt(100_000, 999_999));
			found[0] += isFound(one.probes(), other.probes()) ? 1 : 0;
		});
		// two keys may have one number, by chance
		assertThat(found[0]).isLessThan(5);
	}

	@ParameterizedTest
	@CsvSource({ "+41 44 668 18 00,044 668 18 00", "0041446681800,+41446681800", "044/668.18.00 ext. 5,0446681800",
			"(020) 7946 0018,+44 20 7946 0018", "+1 650-253-0000,650 253 0000" })
	void phoneEndsTheSameHoweverItIsWritten(String one, String other) {
		assertThat(PhoneKey.end(one)).isEqualTo(PhoneKey.end(other));
	}

	@Test
	void birthDatesNearOneAreThoseThatAgree() {
		Property.holds(20, (random) -> {
			LocalDate date = LocalDate.ofEpochDay(random.nextInt(-25_000, 20_000));
			Set<LocalDate> near = BirthDates.near(date);
			for (LocalDate other = LocalDate.of(1890, 1, 1); other.getYear() < 2030; other = other.plusDays(1)) {
				if (near.contains(other) != BirthDates.agree(date, other)) {
					throw new AssertionError(date + " and " + other);
				}
			}
			assertThat(near).hasSizeLessThan(80);
		});
	}

	/** As contact_probed does. */
	static boolean isFound(Probes sent, Probes there) {
		List<Probes.Stored> rows = there.stored();
		return sent.wanted()
			.stream()
			.anyMatch((wanted) -> rows.stream()
				.anyMatch((row) -> row.key() == wanted.key() && wanted.admits(row, sent.home())));
	}

	private record Someone(String name, @Nullable LocalDate born, String street, String code, String phone,
			String number) {

		static Someone any(RandomGenerator random) {
			String name = (Property.oneOf(GIVEN, random) + " " + Property.oneOf(SURNAMES, random)).strip();
			return new Someone(name, LocalDate.ofEpochDay(random.nextInt(-20_000, 15_000)),
					"kade " + random.nextInt(1, 30), Integer.toString(random.nextInt(1000, 9999)),
					"0" + random.nextInt(100_000_000, 999_999_999),
					Integer.toString(random.nextInt(100_000, 9_999_999)));
		}

		/** Some of it mistyped, other, or not known. */
		Someone changed(RandomGenerator random) {
			Someone other = any(random);
			LocalDate birth = switch (random.nextInt(5)) {
				case 0 -> null;
				case 1 -> other.born;
				case 2 -> this.born;
				default -> Property
					.oneOf(List.copyOf(BirthDates.near(LocalDate.ofEpochDay(random.nextInt(-9_000, 9_000)))), random);
			};
			if (random.nextInt(3) == 0 && this.born != null) {
				birth = Property.oneOf(List.copyOf(BirthDates.near(this.born)), random);
			}
			return new Someone(typed(this.name, other.name, random), birth, typed(this.street, other.street, random),
					typed(this.code, other.code, random), typed(this.phone, other.phone, random),
					typed(this.number, other.number, random));
		}

		private static String typed(String text, String other, RandomGenerator random) {
			return switch (random.nextInt(6)) {
				case 0 -> other;
				case 1 -> text;
				case 2 -> turned(text);
				default -> mistyped((random.nextInt(3) == 0) ? mistyped(text, random) : text, random);
			};
		}

		private static String turned(String text) {
			int blank = text.lastIndexOf(' ');
			return (blank < 0) ? text : text.substring(blank + 1) + ", " + text.substring(0, blank);
		}

		private static String mistyped(String text, RandomGenerator random) {
			int at = random.nextInt(text.length());
			String sign = Character
				.toString(Character.isDigit(text.charAt(at)) ? '0' + random.nextInt(10) : 'a' + random.nextInt(26));
			return switch (random.nextInt(4)) {
				case 0 -> text.substring(0, at) + sign + text.substring(at);
				case 1 -> text.substring(0, at) + text.substring(at + 1);
				case 2 -> (at > 0)
						? text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1)
						: text;
				default -> text.substring(0, at) + sign + text.substring(at + 1);
			};
		}

		Probes probes() {
			return Probes.of(NameSearch.of(this.name), person(), this.number);
		}

		private Person person() {
			return new Person(null, null, this.phone.isEmpty() ? null : PhoneKey.end(this.phone), this.born,
					PostalAddress.of(this.street, null, this.code));
		}

		/** What is promised of the index. */
		boolean hasInCommon(Someone other) {
			NameSearch name = NameSearch.of(this.name).natural();
			NameKey key = NameKey.of(other.name).natural();
			NameSearch turned = name.turned();
			boolean near = name.key().distanceTo(key).isPresent()
					|| (turned != null && turned.key().distanceTo(key).isPresent());
			boolean half = Halves.compare(NameKey.of(this.name), NameKey.of(other.name)).agreeing() > 0;
			boolean birth = this.born != null && other.born != null && BirthDates.agree(this.born, other.born);
			PostalAddress home = person().address();
			PostalAddress there = other.person().address();
			boolean number = home != null && there != null && !home.number().isEmpty()
					&& home.number().equals(there.number());
			boolean code = home != null && there != null && !home.code().isEmpty() && !there.code().isEmpty()
					&& Typing.isWithin(1, home.code(), there.code());
			String end = person().phoneEnd();
			return near || (birth && (half || number || code)) || (number && code && half)
					|| (end != null && end.equals(other.person().phoneEnd()))
					|| NumberTyping.isOneOff(this.number, other.number);
		}

	}

}
