package io.onerow.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may have meant by a cell that cannot be taken. */
final class Repairs {

	private static final Locale[] SPOKEN = { Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH };

	private static final Map<String, String> COUNTRIES = Stream
		.concat(Stream.of(SPOKEN)
			.flatMap((spoken) -> Stream.of(Locale.getISOCountries())
				.map((code) -> Map.entry(key(new Locale.Builder().setRegion(code).build().getDisplayCountry(spoken)),
						code))),
				Stream.of(Map.entry("uk", "GB"), Map.entry("england", "GB"), Map.entry("scotland", "GB"),
						Map.entry("usa", "US"), Map.entry("holland", "NL"), Map.entry("brd", "DE"),
						Map.entry("suisse", "CH")))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

	private static final Map<String, String> LANGUAGES = Stream.of(SPOKEN)
		.flatMap((spoken) -> Stream.of(Locale.getISOLanguages())
			.filter((code) -> code.length() == 2)
			.map((code) -> Map.entry(key(new Locale.Builder().setLanguage(code).build().getDisplayLanguage(spoken)),
					code)))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

	private static final Map<String, String> GENDERS = Map.ofEntries(Map.entry("mr", "m"), Map.entry("male", "m"),
			Map.entry("herr", "m"), Map.entry("mannlich", "m"), Map.entry("monsieur", "m"), Map.entry("homme", "m"),
			Map.entry("mrs", "f"), Map.entry("ms", "f"), Map.entry("female", "f"), Map.entry("frau", "f"),
			Map.entry("weiblich", "f"), Map.entry("madame", "f"), Map.entry("femme", "f"), Map.entry("w", "f"));

	private Repairs() {
	}

	/** Empty if nothing comes to mind. */
	static Optional<String> of(ImportMember.CellType type, String cell) {
		String key = key(cell);
		return Optional.ofNullable(switch (type) {
			case COUNTRY -> COUNTRIES.get(key);
			case LANGUAGE -> LANGUAGES.get(key);
			case GENDER -> GENDERS.get(key);
			default -> null;
		});
	}

	private static String key(String text) {
		return Headers.key(text);
	}

}
