package io.onerow.api.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onerow.matching.Text;

/** Texts with a format that several dialects take. */
public final class Formats {

	/**
	 * Something before and after an @, no white space or control character: what keeps
	 * "n/a" and "unknown" from becoming everybody's address. What mail servers take
	 * beyond that is theirs to know.
	 */
	private static final Pattern EMAIL = Pattern
		.compile("[^\\s\\p{Z}\\p{C}<>@]+@[^\\s\\p{Z}\\p{C}<>@.]+(\\.[^\\s\\p{Z}\\p{C}<>@.]+)*");

	/**
	 * A tag of BCP 47, or the name of a locale: a language, and more that is not used.
	 */
	private static final Pattern LANGUAGE_TAG = Pattern.compile("(?<language>[a-zA-Z]{2})([-_][a-zA-Z0-9]{1,8})*");

	/** Withdrawn codes that mean one language still, as the registry of BCP 47 has it. */
	private static final Map<String, String> REPLACED = Map.of("in", "id", "iw", "he", "ji", "yi", "jw", "jv", "mo",
			"ro");

	/** Withdrawn, and three languages today. */
	private static final String SERBO_CROATIAN = "sh";

	private static final Set<String> LANGUAGES = Arrays.stream(Locale.getISOLanguages())
		.filter((code) -> !REPLACED.containsKey(code) && !code.equals(SERBO_CROATIAN))
		.collect(Collectors.toUnmodifiableSet());

	/** Of the codes that ISO leaves to its users, the one that all use alike: Kosovo. */
	private static final Set<String> COUNTRIES = Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
		.collect(Collectors.toUnmodifiableSet());

	private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

	private static final Pattern TIME = Pattern.compile("[0-9]{4}-.{1,35}");

	private Formats() {
	}

	/** A time of ISO 8601 with an offset, of the years to 9999, to the microsecond. */
	public static Instant time(String text) throws Unfit {
		try {
			if (TIME.matcher(text).matches()) {
				return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
			}
		}
		catch (DateTimeException ex) {
			// told of below
		}
		throw new Unfit("must be a time of ISO 8601 with an offset, such as 2026-11-26T12:00:00Z");
	}

	/** A date of ISO 8601, as it was sent. */
	public static String date(String text) throws Unfit {
		try {
			if (DATE.matcher(text).matches()) {
				return LocalDate.parse(text).toString();
			}
		}
		catch (DateTimeException ex) {
			// told of below
		}
		throw new Unfit("must be a date of ISO 8601, such as 1985-03-27");
	}

	/** An email address, trimmed. */
	public static String email(String text) throws Unfit {
		String address = Text.trimmed(text);
		if (!EMAIL.matcher(address).matches()) {
			throw new Unfit(address.isEmpty() ? "must not be blank" : "must be an email address");
		}
		return address;
	}

	/**
	 * A language of ISO 639-1 in any case, alone or with script, region and the like
	 * behind it ({@code zh-Hans}, {@code en_US}); the code comes back in lower case.
	 */
	public static String language(String text) throws Unfit {
		Matcher tag = LANGUAGE_TAG.matcher(text);
		String sent = tag.matches() ? tag.group("language").toLowerCase(Locale.ROOT) : "";
		String code = REPLACED.getOrDefault(sent, sent);
		if (!LANGUAGES.contains(code)) {
			throw new Unfit("must be an ISO 639-1 language code");
		}
		return code;
	}

	/** A country of ISO 3166-1 alpha-2, or XK, in any case; upper case comes back. */
	public static String country(String text) throws Unfit {
		String code = text.toUpperCase(Locale.ROOT);
		if (!COUNTRIES.contains(code)) {
			throw new Unfit("must be an ISO 3166-1 alpha-2 country code");
		}
		return code;
	}

}
