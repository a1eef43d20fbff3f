package io.onerow.api.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
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

	/** Codes that ISO 639-1 has withdrawn and Java still lists. */
	private static final Set<String> WITHDRAWN = Set.of("in", "iw", "ji", "mo", "sh");

	private static final Set<String> LANGUAGES = Arrays.stream(Locale.getISOLanguages())
		.filter((code) -> !WITHDRAWN.contains(code))
		.collect(Collectors.toUnmodifiableSet());

	/** Of the codes that ISO leaves to its users, the one that all use alike: Kosovo. */
	private static final Set<String> COUNTRIES = Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
		.collect(Collectors.toUnmodifiableSet());

	private Formats() {
	}

	/** An email address, trimmed. */
	public static String email(String text) throws Unfit {
		String address = Text.trimmed(text);
		if (!EMAIL.matcher(address).matches()) {
			throw new Unfit(address.isEmpty() ? "must not be blank" : "must be an email address");
		}
		return address;
	}

	/** A language of ISO 639-1 in any case; lower case comes back. */
	public static String language(String text) throws Unfit {
		String code = text.toLowerCase(Locale.ROOT);
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
