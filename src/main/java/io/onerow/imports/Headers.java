package io.onerow.imports;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses from what columns are called, and from what is in them, what they are. */
final class Headers {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

	/** Of the values of a column, so many of ten tell what it is. */
	private static final int NEARLY_ALL = 9;

	private Headers() {
	}

	/** A header as it is compared: letters and digits, without accents and case. */
	static String key(String header) {
		String plain = MARKS.matcher(Normalizer.normalize(header.replace("ß", "ss"), Normalizer.Form.NFD))
			.replaceAll("");
		return OTHER.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
	}

	/** The first column that is called like a member is that; others are left out. */
	static Mapping guess(List<Column> columns, List<ImportMember> members) {
		Map<String, Mapping.Mapped> mapped = new LinkedHashMap<>();
		Set<String> taken = new HashSet<>();
		columns.forEach((column) -> byName(column, members).filter((member) -> taken.add(member.name()))
			.ifPresent((member) -> mapped.put(column.name(), Mapping.Mapped.of(member.name()))));
		members.stream()
			.filter((member) -> member.type() == ImportMember.CellType.EMAIL && taken.add(member.name()))
			.forEach((member) -> columns.stream()
				.filter((column) -> !mapped.containsKey(column.name()) && isAddresses(column))
				.findFirst()
				.ifPresent((column) -> mapped.put(column.name(), Mapping.Mapped.of(member.name()))));
		return new Mapping(mapped, Map.of());
	}

	private static Optional<ImportMember> byName(Column column, List<ImportMember> members) {
		String key = key(column.name());
		return members.stream().filter((member) -> member.headers().contains(key)).findFirst();
	}

	private static boolean isAddresses(Column column) {
		return column.filled() > 0 && column.addresses() * 10 >= column.filled() * NEARLY_ALL;
	}

}
