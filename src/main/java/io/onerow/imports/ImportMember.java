package io.onerow.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a column of a file can be.
 *
 * @param name of the member of a body; dots lead to one of an object, and {@code []} to
 * the first of a list
 * @param isRequired whether no new record is without it
 * @param headers what columns of it are called, as {@link Headers} compares them
 */
public record ImportMember(String name, CellType type, boolean isRequired, Set<String> headers) {

	/** One that a record can be without; its name is a header too. */
	public static ImportMember of(String name, CellType type, String... headers) {
		Set<String> all = Arrays.stream(headers).map(Headers::key).collect(Collectors.toSet());
		all.add(Headers.key(name));
		return new ImportMember(name, type, false, Set.copyOf(all));
	}

	/** The same, which is required. */
	public ImportMember required() {
		return new ImportMember(this.name, this.type, true, this.headers);
	}

	/** What cells of it are. */
	public enum CellType {

		TEXT, EMAIL, DATE, NUMBER, COUNTRY, LANGUAGE, GENDER;

		/** The word on the wire. */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
