package io.onerow.api.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.onerow.upsert.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of one JSON object. An absent member is kept, null clears, anything
 * else must be exactly what the member takes. A fault is collected, not thrown, and reads
 * as absent: call {@link #verify()} before using what was read.
 */
public final class Members {

	private static final int MOST_OF_TIME = 40;

	/** Of the year 9999. */
	private static final long LAST_MILLI = 253_402_300_799_999L;

	private final @Nullable JsonNode object;

	private final Path at;

	private final Faults faults;

	private final boolean withoutBlanks;

	private Members(@Nullable JsonNode object, Path at, Faults faults, boolean withoutBlanks) {
		this.object = object;
		this.at = at;
		this.faults = faults;
		this.withoutBlanks = withoutBlanks;
	}

	private static Members of(JsonNode value, Path at, Faults faults, boolean withoutBlanks) {
		if (!value.isObject()) {
			faults.add(at, new WrongType("must be an object"));
		}
		return new Members(value.isObject() ? value : null, at, faults, withoutBlanks);
	}

	public static Members of(JsonNode body) {
		return of(body, Path.ROOT, new Faults(), false);
	}

	/** One object of a larger body: where it is there, and the faults of them all. */
	public static Members of(JsonNode value, Faults faults, String... path) {
		Path at = Path.ROOT;
		for (String step : path) {
			at = at.member(step);
		}
		return of(value, at, faults, false);
	}

	/**
	 * A body that is an array of objects, each with {@link #faults} of its own. What is
	 * of a wrong type is a fault of the body: read them all, then verify those.
	 */
	public static List<Members> listOf(JsonNode body, int max, Faults faults) {
		try {
			refuseOtherThanArray(body, max);
		}
		catch (Unfit ex) {
			faults.add(Path.ROOT, ex);
			return List.of();
		}
		List<Members> items = new ArrayList<>(body.size());
		for (int i = 0; i < body.size(); i++) {
			items.add(of(body.get(i), Path.ROOT.item(i), faults.ofItem(), false));
		}
		return items;
	}

	/**
	 * The same object, of which a string with nothing to see in it is as absent; so it is
	 * within its objects.
	 */
	public Members withoutBlanks() {
		return new Members(this.object, this.at, this.faults, true);
	}

	/** A string, trimmed, of at most so many code points; may be empty. */
	public Change<String> text(String name, int max) {
		return read(name, (value) -> Values.text(value, max));
	}

	/** A string, trimmed, with something to see in it. */
	public Change<String> filled(String name, int max) {
		return read(name, (value) -> Values.filled(value, max));
	}

	/** A string, trimmed, with each run of white space made one space; may be empty. */
	public Change<String> name(String name, int max) {
		return read(name, (value) -> Values.name(value, max));
	}

	/** A name with something to see in it. */
	public Change<String> filledName(String name, int max) {
		return read(name, (value) -> Values.filled(Values.name(value, max)));
	}

	/** A string, trimmed, or a whole number, as text. */
	public Change<String> textOrWhole(String name, int max) {
		return read(name, (value) -> Values.textOrWhole(value, max));
	}

	public Change<Integer> integer(String name, int min, int max) {
		return read(name, (value) -> (int) Values.whole(value, min, max));
	}

	public Change<Long> whole(String name, long min, long max) {
		return read(name, (value) -> Values.whole(value, min, max));
	}

	public Change<BigDecimal> decimal(String name) {
		return read(name, Values::decimal);
	}

	public Change<Boolean> flag(String name) {
		return read(name, Values::flag);
	}

	/**
	 * A time of ISO 8601 with an offset, or milliseconds since 1970; to the microsecond.
	 */
	public Change<Instant> time(String name) {
		return read(name, (value) -> value.isNumber() ? Instant.ofEpochMilli(Values.whole(value, 0, LAST_MILLI))
				: Formats.time(Values.text(value, MOST_OF_TIME)));
	}

	/** One of the words that are the keys; the fault lists them in the map's order. */
	public <E> Change<E> oneOf(String name, Map<String, E> words) {
		return read(name, (value) -> {
			E chosen = value.isString() ? words.get(value.stringValue()) : null;
			if (chosen == null) {
				throw new Unfit("must be one of " + String.join(", ", words.keySet()));
			}
			return chosen;
		});
	}

	/**
	 * JSON of any shape, nested at most 64 deep, that the database gives back as sent.
	 */
	public Change<JsonNode> any(String name) {
		JsonNode value = sent(name);
		if (value == null || value.isNull()) {
			return (value == null) ? Change.keep() : Change.clear();
		}
		return FreeJson.isStorable(value, this.at.member(name), this.faults) ? Change.set(value) : Change.keep();
	}

	public Change<Members> object(String name) {
		return read(name, (value) -> of(value, this.at.member(name), this.faults, this.withoutBlanks));
	}

	public Change<List<Members>> list(String name, int max) {
		return read(name, (value) -> items(value, max, this.at.member(name)));
	}

	/** An array of strings, none null, each trimmed, of at most so many code points. */
	public Change<List<String>> texts(String name, int max, int maxEach) {
		return parsedTexts(name, max, maxEach, (text) -> text);
	}

	/** As {@link #texts}, each of which means something. */
	public <T> Change<List<T>> parsedTexts(String name, int max, int maxEach, Parser<T> parser) {
		return read(name, (value) -> {
			refuseOtherThanArray(value, max);
			List<T> parsed = new ArrayList<>(value.size());
			for (int i = 0; i < value.size(); i++) {
				addParsed(value.get(i), maxEach, this.at.member(name).item(i), parser, parsed);
			}
			return parsed;
		});
	}

	/** A value that a dialect reads in a way of its own. */
	public <T> Change<T> read(String name, Reader<T> reader) {
		JsonNode value = sent(name);
		if (value == null) {
			return Change.keep();
		}
		if (value.isNull()) {
			return Change.clear();
		}
		try {
			return Change.set(reader.read(value));
		}
		catch (Unfit ex) {
			this.faults.add(this.at.member(name), ex);
			return Change.keep();
		}
	}

	/** A string that means something: a date, a language, a country. It is trimmed. */
	public <T> Change<T> parsed(String name, int max, Parser<T> parser) {
		return read(name, (value) -> parser.parse(Values.text(value, max)));
	}

	/** The value as it was sent, unchecked; null if the member is absent. */
	public @Nullable JsonNode sent(String name) {
		JsonNode value = (this.object != null) ? this.object.get(name) : null;
		boolean blank = this.withoutBlanks && value != null && value.isString() && Values.isBlank(value.stringValue());
		return blank ? null : value;
	}

	/** The names that were sent, in order. */
	public Collection<String> names() {
		return (this.object != null) ? this.object.propertyNames() : Collections.emptyList();
	}

	/** Each of these must be there and not null. */
	public Members require(String... names) {
		for (String name : names) {
			JsonNode value = sent(name);
			if (this.object != null && (value == null || value.isNull())) {
				fault(name, "is required");
			}
		}
		return this;
	}

	/** None of these may be null, though they may be absent. */
	public Members refuseNull(String... names) {
		for (String name : names) {
			JsonNode value = sent(name);
			if (value != null && value.isNull()) {
				fault(name, "must not be null");
			}
		}
		return this;
	}

	/** No member but these may be there. */
	public Members refuseOthers(Set<String> known) {
		for (String name : names()) {
			if (!known.contains(name)) {
				fault(name, "is not known here");
			}
		}
		return this;
	}

	/** The faults of an item of {@link #listOf} that are its own. */
	public List<Fault> faults() {
		return this.faults.found();
	}

	/** Adds a fault of one member. */
	public void fault(String name, String detail) {
		this.faults.add(this.at.member(name), detail);
	}

	/** Adds a fault of the object itself. */
	public void fault(String detail) {
		this.faults.add(this.at, detail);
	}

	/**
	 * Ends the reading of the whole body that this object is part of.
	 * @throws InvalidBody if there was a fault
	 */
	public void verify() {
		this.faults.verify();
	}

	private <T> void addParsed(JsonNode item, int max, Path place, Parser<T> parser, List<T> parsed) {
		try {
			parsed.add(parser.parse(Values.text(item, max)));
		}
		catch (Unfit ex) {
			this.faults.add(place, ex);
		}
	}

	private List<Members> items(JsonNode array, int max, Path place) throws Unfit {
		refuseOtherThanArray(array, max);
		List<Members> items = new ArrayList<>(array.size());
		for (int i = 0; i < array.size(); i++) {
			items.add(of(array.get(i), place.item(i), this.faults, this.withoutBlanks));
		}
		return items;
	}

	private static void refuseOtherThanArray(JsonNode value, int max) throws Unfit {
		if (!value.isArray()) {
			throw new WrongType("must be an array");
		}
		if (value.size() > max) {
			throw new Unfit("must have at most " + max + " items");
		}
	}

	/** Reads a value that is there and not null. */
	@FunctionalInterface
	public interface Reader<T> {

		T read(JsonNode value) throws Unfit;

	}

	/** Reads a string. */
	@FunctionalInterface
	public interface Parser<T> {

		T parse(String text) throws Unfit;

	}

}
