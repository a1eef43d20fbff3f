package io.onerow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of a FEBRL set.
 *
 * @param person the number of the person, of whom there may be more rows
 * @param birth as yyyyMMdd, which may be no day
 */
public record FebrlPerson(String person, boolean isOriginal, String given, String surname, String number, String street,
		String town, String code, String birth, String id) {

	/** All rows of one of the sets 1 to 3 that have a name. */
	public static List<FebrlPerson> of(int set) throws IOException {
		InputStream csv = Objects
			.requireNonNull(FebrlPerson.class.getResourceAsStream("/febrl/dataset" + set + ".csv"));
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
			return lines.lines()
				.skip(1)
				.map(FebrlPerson::read)
				.filter((row) -> !row.given.isEmpty() || !row.surname.isEmpty())
				.toList();
		}
	}

	private static FebrlPerson read(String line) {
		String[] row = Arrays.stream(line.split(",", -1)).map(String::strip).toArray(String[]::new);
		String[] id = row[0].split("-", -1);
		return new FebrlPerson(id[1], id[2].equals("org"), row[1], row[2], row[3], row[4], row[6], row[7], row[9],
				row[10]);
	}

	/**
	 * Somebody else for each of whom all is known: the spouse, a twin, a child of the
	 * same name, or a namesake in town, in turn.
	 */
	public static List<FebrlPerson> relatives(List<FebrlPerson> people) {
		List<FebrlPerson> whole = people.stream()
			.filter((one) -> one.isOriginal && !one.given.isEmpty() && !one.surname.isEmpty() && !one.street.isEmpty()
					&& one.day() != null)
			.toList();
		SplittableRandom random = new SplittableRandom(7);
		List<FebrlPerson> relatives = new ArrayList<>();
		for (int i = 0; i < whole.size(); i++) {
			FebrlPerson other = whole.get(random.nextInt(whole.size()));
			relatives.add(whole.get(i).relative(i % 4, other, random));
		}
		return relatives;
	}

	private FebrlPerson relative(int kind, FebrlPerson other, SplittableRandom random) {
		LocalDate day = Objects.requireNonNull(day());
		String own = "9" + this.person;
		String name = "relative of " + this.person;
		return switch (kind) {
			case 0 -> new FebrlPerson(name, false, other.given, this.surname, this.number, this.street, this.town,
					this.code, digits(day.plusDays(random.nextInt(100, 2_000))), own);
			case 1 -> new FebrlPerson(name, false, other.given, this.surname, this.number, this.street, this.town,
					this.code, this.birth, own);
			case 2 -> new FebrlPerson(name, false, this.given, this.surname, this.number, this.street, this.town,
					this.code, digits(day.plusDays(random.nextInt(7_000, 13_000))), own);
			default -> new FebrlPerson(name, false, this.given, this.surname, other.number, other.street, this.town,
					this.code, other.birth, own);
		};
	}

	private static String digits(LocalDate day) {
		return DateTimeFormatter.BASIC_ISO_DATE.format(day);
	}

	/** The birth date; null if it is no day. */
	public @Nullable LocalDate day() {
		try {
			return LocalDate.parse(this.birth, DateTimeFormatter.BASIC_ISO_DATE);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * What a client sends of it.
	 * @param facts whether it knows more than the name
	 * @param withId whether it knows the number too, and has it for an id
	 */
	public String body(boolean facts, boolean withId) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("fullName", fullName()).put("language", "en");
		if (facts) {
			LocalDate day = day();
			if (day != null) {
				body.put("dateOfBirth", day.toString());
			}
			body.putObject("address").put("street", line()).put("city", this.town).put("postalCode", this.code);
		}
		if (withId && !this.id.isEmpty()) {
			body.put("externalId", this.id);
		}
		return body.toString();
	}

	public String fullName() {
		return (this.given + " " + this.surname).strip();
	}

	/** Number and street. */
	public String line() {
		return (this.number + " " + this.street).strip();
	}

}
