package io.onerow.api.onerow;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.api.json.Fault;
import io.onerow.api.json.InvalidBody;
import io.onerow.api.json.Members;
import io.onerow.imports.DateOrder;
import io.onerow.imports.Mapping;
import io.onerow.imports.Unmappable;
import io.onerow.upsert.Change;

/** What a client says of the columns of a file. */
final class ImportMapping {

	private static final int LONGEST_NAME = 200;

	private static final int LONGEST_VALUE = 1_000;

	private static final int MOST_VALUES = 1_000;

	private static final String ROWS = "rows";

	private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,8}");

	private static final Set<String> MEMBERS = Set.of("columns", "defaults");

	private static final Set<String> OF_COLUMN = Set.of("member", "dates", "values");

	private static final Map<String, DateOrder> ORDERS = Stream.of(DateOrder.values())
		.collect(Collectors.toUnmodifiableMap(DateOrder::toString, (order) -> order));

	private ImportMapping() {
	}

	/**
	 * Ends the reading of a body.
	 * @param others that it has besides
	 */
	static Mapping read(Members members, String... others) {
		Set<String> known = new HashSet<>(MEMBERS);
		known.addAll(Set.of(others));
		members.refuseOthers(known).require("columns");
		Map<String, Mapping.Mapped> columns = new LinkedHashMap<>();
		if (members.object("columns") instanceof Change.Set<Members> sent) {
			for (String name : sent.value().names()) {
				if (sent.value().object(name) instanceof Change.Set<Members> column) {
					Members told = column.value().refuseOthers(OF_COLUMN).require("member");
					Change<String> member = told.filled("member", LONGEST_NAME);
					Change<DateOrder> dates = told.oneOf("dates", ORDERS);
					Map<String, String> values = texts(told, "values");
					if (member instanceof Change.Set<String> set) {
						columns.put(name, new Mapping.Mapped(set.value(), dates.applyTo(null), values));
					}
				}
			}
		}
		Map<String, String> defaults = texts(members, "defaults");
		members.verify();
		return new Mapping(columns, defaults);
	}

	/** The same of a mapping for one file, which may say what single cells are. */
	static Mapping ofFile(Members members) {
		Map<Integer, Map<String, String>> rows = rows(members);
		Mapping read = read(members, ROWS);
		return new Mapping(read.columns(), read.defaults(), rows);
	}

	private static Map<Integer, Map<String, String>> rows(Members members) {
		Map<Integer, Map<String, String>> rows = new LinkedHashMap<>();
		if (members.refuseNull(ROWS).object(ROWS) instanceof Change.Set<Members> sent) {
			for (String number : sent.value().names()) {
				if (ROW.matcher(number).matches()) {
					rows.put(Integer.valueOf(number), texts(sent.value(), number));
				}
				else {
					sent.value().fault(number, "must be the number of a row, from 1");
				}
			}
		}
		return rows;
	}

	/** Does what refuses a mapping for what it names. */
	static <T> T checked(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (Unmappable ex) {
			throw new InvalidBody(List.of(new Fault(ex.pointer(), String.valueOf(ex.getMessage()))));
		}
	}

	private static Map<String, String> texts(Members members, String name) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (members.object(name) instanceof Change.Set<Members> sent) {
			if (sent.value().names().size() > MOST_VALUES) {
				members.fault(name, "must have at most " + MOST_VALUES + " members");
				return texts;
			}
			for (String key : sent.value().names()) {
				Change<String> text = sent.value().text(key, LONGEST_VALUE);
				if (text instanceof Change.Set<String>) {
					texts.put(key, Objects.requireNonNull(text.applyTo(null)));
				}
			}
		}
		return texts;
	}

}
